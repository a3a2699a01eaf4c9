package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Participant;
import org.evenkeel.retention.RetentionPlan;
import org.evenkeel.room.PersonId;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;

/** What is over its time, from the command line, and what is kept in spite of it. */
@Command(
        name = "retention",
        header = "Lists or deletes what is over its time.",
        description = {
            "Lists or deletes what is over its time: whole session records, entry answers of "
                    + "people who were never let in, emergency accesses, old rows of the audit log. A "
                    + "running server does the same every night, at most 200 sessions at once. Each "
                    + "deletion is a row of the audit log; nothing of a person under a legal hold is "
                    + "deleted. How long what is kept: the keys retention.* of the configuration. Make a "
                    + "backup before; backups keep what they hold."
        },
        mixinStandardHelpOptions = true,
        subcommands = {RetentionCommand.Hold.class, RetentionCommand.Release.class, RetentionCommand.Holds.class})
final class RetentionCommand implements Callable<Integer> {

    private static final int EVERYTHING = 1_000_000;

    @Mixin private ConfigOptions options;

    @ArgGroup private What what = new What();

    @Spec private CommandSpec spec;

    /** Whether anything is changed. */
    static final class What {
        @Option(names = "--dry-run", description = "Changes nothing; prints numbers and ids of what would be deleted.")
        private boolean dryRun;

        @Option(names = "--delete", description = "Deletes it.")
        private boolean delete;
    }

    @Override
    public Integer call() {
        if (!what.dryRun && !what.delete) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return 0;
        }
        var config = options.readForCommand();
        try (var sql = Stores.Sql.openPresent(config)) {
            var retention = sql.retention(config.retention());
            var out = spec.commandLine().getOut();
            if (what.dryRun) {
                say(retention.plan(EVERYTHING), out);
            } else {
                var gone = retention.run(EVERYTHING, AuditActor.console());
                out.printf(
                        "Deleted: %d session records, entry answers of %d people, %d emergency accesses, %d rows of"
                                + " the audit log.%n",
                        gone.sessions(), gone.answers(), gone.emergencies(), gone.auditRows());
            }
            out.flush();
        }
        return 0;
    }

    private static void say(RetentionPlan plan, PrintWriter out) {
        out.printf("Session records: %d. Kept by a legal hold: %d.%n", plan.sessions().size(), plan.sessionsHeld());
        plan.sessions().forEach(session -> out.println("  session " + session));
        out.printf("Entry answers of people who were never let in: %d.%n", plan.answers().size());
        plan.answers().forEach(each -> out.println("  session " + each.session() + " person " + each.person()));
        out.printf("Emergency accesses: %d.%n", plan.emergencies().size());
        plan.emergencies().forEach(each -> out.println("  person " + each.participant() + " by " + each.by()));
        out.println(
                plan.auditUpTo()
                        .map(last -> "The audit log up to row " + last.number() + ".")
                        .orElse(
                                plan.auditHeld()
                                        ? "Of the audit log nothing, as long as there is a legal hold."
                                        : "Of the audit log nothing."));
    }

    /** One participant, by id or reference. */
    abstract static class OfOne implements Callable<Integer> {

        @Mixin private ConfigOptions options;

        @Parameters(
                paramLabel = "PARTICIPANT",
                description = "Your number for the person, as under Clinic, Participants; or the id.")
        private String name;

        @Spec private CommandSpec spec;

        abstract String done(Stores.Sql sql, Config config, PersonId person);

        @Override
        public Integer call() {
            var config = options.readForCommand();
            try (var sql = Stores.Sql.openPresent(config)) {
                var person =
                        Desk.offline(sql).clinic().participants().list(Caller.operator()).stream()
                                .filter(
                                        each ->
                                                each.id().value().equals(name)
                                                        || each.details().reference().equals(name))
                                .map(Participant::id)
                                .findFirst()
                                .orElseThrow(() -> new StartProblem("There is no participant of this number or id."));
                spec.commandLine().getOut().println(done(sql, config, person));
                return 0;
            }
        }
    }

    /** Keeps somebody's records. */
    @Command(
            name = "hold",
            header = "Keeps every record of a participant.",
            description = "Keeps every record of a participant, though its time is over, until it is released.",
            mixinStandardHelpOptions = true)
    static final class Hold extends OfOne {
        @Override
        String done(Stores.Sql sql, Config config, PersonId person) {
            return sql.retention(config.retention()).hold(person, AuditActor.console())
                    ? "Held: " + person
                    : "Was held already: " + person;
        }
    }

    /** Lets somebody's records go. */
    @Command(
            name = "release",
            header = "Lets a participant's records go.",
            description = "Ends a participant's hold: what is over its time is deleted the next night.",
            mixinStandardHelpOptions = true)
    static final class Release extends OfOne {
        @Override
        String done(Stores.Sql sql, Config config, PersonId person) {
            return sql.retention(config.retention()).release(person, AuditActor.console())
                    ? "Released: " + person
                    : "Was not held: " + person;
        }
    }

    /** Lists holds. */
    @Command(name = "holds", description = "Lists whose records are held.", mixinStandardHelpOptions = true)
    static final class Holds implements Callable<Integer> {

        @Mixin private ConfigOptions options;

        @Spec private CommandSpec spec;

        @Override
        public Integer call() {
            var config = options.readForCommand();
            try (var sql = Stores.Sql.openPresent(config)) {
                var holds = sql.retention(config.retention()).holds();
                sql.audit()
                        .record(
                                ConsoleAudit.row(AuditAction.HOLD_LIST)
                                        .about(holds.stream().map(each -> AuditSubject.of(each.person())).toList()));
                var out = spec.commandLine().getOut();
                holds.forEach(each -> out.println(each.person() + " since " + Instant.ofEpochMilli(each.placedAt())));
                out.println(Counted.of(holds.size(), "hold") + ".");
                return 0;
            }
        }
    }
}
