package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditHead;
import org.evenkeel.audit.AuditQuery;
import org.evenkeel.audit.AuditRow;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.audit.AuditVerifier;
import org.evenkeel.export.AuditCsv;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.Participant;
import org.evenkeel.program.StaffMember;
import org.evenkeel.room.PersonId;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Work on the audit log from the command line; what it does is in the log too. */
@Command(
        name = "audit",
        description = "Verifies and searches the audit log.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditCommand.Verify.class, AuditCommand.Search.class, AuditCommand.Actions.class})
final class AuditCommand extends CommandGroup {

    /** Computes the chain again. */
    @Command(
            name = "verify",
            header = "Computes the chain again and names what was changed.",
            description = {
                "Computes the hash of every row again and names each that was changed, removed, "
                        + "put in or moved. Compares with the places that the server noted in its data "
                        + "folder (audit-heads), and with those that are given here. Prints the end of "
                        + "the chain: keep it away from this machine.",
                "Exit code 0: all is as it was written. 1: findings, one a line, the first broken row first."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        @Mixin private ConfigOptions options;

        @Option(
                names = "--checkpoint",
                paramLabel = "NUMBER:HASH",
                description = "An end of the chain that was printed before: is it still in there? May be repeated.")
        private List<String> checkpoints = List.of();

        @Spec private CommandSpec spec;

        @Override
        public Integer call() {
            List<AuditHead> noted = new ArrayList<>(typed());
            var config = options.readForCommand();
            noted.addAll(AuditHeads.in(config.dataFolder()).all());
            try (var sql = Stores.Sql.openPresent(config)) {
                var outcome = new AuditVerifier(sql.audit().log()).verify(noted);
                var out = spec.commandLine().getOut();
                outcome.findings().forEach(finding -> out.println(finding.sentence()));
                out.printf("%s, the last is %s%n", Counted.of(outcome.rows(), "row"), outcome.end().text());
                out.println(
                        outcome.fine()
                                ? "The audit log is as it was written."
                                : Counted.of(outcome.findings().size(), "finding") + ".");
                sql.audit()
                        .record(
                                outcome.fine()
                                        ? ConsoleAudit.row(AuditAction.AUDIT_VERIFY)
                                        : ConsoleAudit.row(AuditAction.AUDIT_VERIFY, "findings"));
                return outcome.fine() ? 0 : 1;
            }
        }

        private List<AuditHead> typed() {
            return checkpoints.stream()
                    .map(
                            text ->
                                    AuditHead.read(text)
                                            .orElseThrow(
                                                    () ->
                                                            new ParameterException(
                                                                    spec.commandLine(),
                                                                    "A checkpoint is NUMBER:HASH, as verify prints"
                                                                            + " it.")))
                    .toList();
        }
    }

    /** Lists the words of actions. */
    @Command(name = "actions", header = "Lists every action that a row may name.", mixinStandardHelpOptions = true)
    static final class Actions implements Callable<Integer> {

        @Spec private CommandSpec spec;

        @Override
        public Integer call() {
            var out = spec.commandLine().getOut();
            Arrays.stream(AuditAction.values()).map(AuditAction::word).sorted().forEach(out::println);
            out.flush();
            return 0;
        }
    }

    /** Finds rows. */
    @Command(
            name = "search",
            header = "Lists rows of the audit log.",
            description = {
                "Lists rows of the audit log, the newest first. Persons stand there by their "
                        + "ids; names are shown to the privacy officer in the staff's pages. This search "
                        + "is a row of the log itself."
            },
            mixinStandardHelpOptions = true)
    static final class Search implements Callable<Integer> {

        @Mixin private ConfigOptions options;

        @Option(
                names = "--about",
                paramLabel = "PERSON",
                description =
                        "Rows about this person, lists of everybody among them: staff's sign-in name, a participant's"
                                + " reference, or an id.")
        private Optional<String> about = Optional.empty();

        @Option(names = "--others", description = "With --about: not what the person did himself.")
        private boolean others;

        @Option(
                names = "--by",
                paramLabel = "PERSON",
                description = "Rows of what this person did; named as with --about.")
        private Optional<String> by = Optional.empty();

        @Option(
                names = "--action",
                paramLabel = "WORD",
                description = "Rows of one action, such as attendance.export; evenkeel audit actions lists them.")
        private Optional<String> action = Optional.empty();

        @Option(
                names = "--from",
                paramLabel = "DATE",
                converter = TypedWords.Day.class,
                description = "From this day on, in the clinic's time zone.")
        private Optional<LocalDate> from = Optional.empty();

        @Option(
                names = "--to",
                paramLabel = "DATE",
                converter = TypedWords.Day.class,
                description = "Up to this day, included.")
        private Optional<LocalDate> to = Optional.empty();

        @Option(names = "--most", paramLabel = "N", defaultValue = "1000", description = "At most so many rows (1000).")
        private int most;

        @ArgGroup private Form form = new Form();

        @Spec private CommandSpec spec;

        /** How rows are written. */
        static final class Form {
            @Option(names = "--json", description = "One JSON object a line.")
            private boolean json;

            @Option(names = "--csv", description = "CSV, with the notice of 42 CFR part 2 in each row.")
            private boolean csv;
        }

        @Override
        public Integer call() {
            var config = options.readForCommand();
            try (var sql = Stores.Sql.openPresent(config)) {
                var clinic = Desk.offline(sql).clinic();
                var zone = clinic.settings().current().zone();
                var whom = about.map(word -> person("--about", word, clinic));
                var rows = sql.audit().log().search(query(whom, by.map(word -> person("--by", word, clinic)), zone));
                var kind = form.csv || form.json ? AuditAction.AUDIT_EXPORT : AuditAction.AUDIT_SEARCH;
                sql.audit().record(ConsoleAudit.row(kind).about(whom.map(AuditSubject::of).stream().toList()));
                write(rows, zone, spec.commandLine().getOut());
                return 0;
            }
        }

        private AuditQuery query(Optional<PersonId> whom, Optional<PersonId> who, ZoneId zone) {
            if (most < 1) {
                throw new ParameterException(spec.commandLine(), "--most needs 1 or more.");
            }
            var query = AuditQuery.newest(most).between(start(from, zone), start(to.map(day -> day.plusDays(1)), zone));
            query = whom.map(query::about).orElse(query);
            query = others ? query.byOthers() : query;
            query = who.map(query::by).orElse(query);
            return action.map(this::known).map(query::only).orElse(query);
        }

        private static OptionalLong start(Optional<LocalDate> day, ZoneId zone) {
            return day.map(date -> OptionalLong.of(date.atStartOfDay(zone).toInstant().toEpochMilli()))
                    .orElse(OptionalLong.empty());
        }

        /** Only somebody whom the clinic knows: what is looked for stands in the log, and a name must not. */
        private PersonId person(String option, String word, Clinic clinic) {
            var operator = Caller.operator();
            var found =
                    Stream.concat(
                                    clinic.participants().list(operator).stream()
                                            .filter(
                                                    each ->
                                                            each.details().reference().equals(word)
                                                                    || isId(each.id(), word))
                                            .map(Participant::id),
                                    clinic.staff().list(operator).stream()
                                            .filter(
                                                    each ->
                                                            each.details().loginName().equalsIgnoreCase(word)
                                                                    || isId(each.id(), word))
                                            .map(StaffMember::id))
                            .toList();
            if (found.size() != 1) {
                throw new ParameterException(
                        spec.commandLine(),
                        found.isEmpty()
                                ? option + ": there is nobody of this sign-in name, reference or id."
                                : option
                                        + ": more than one is called so. Give the id of one: "
                                        + found.stream().map(PersonId::value).collect(Collectors.joining(", ")));
            }
            var person = found.getFirst();
            if (!isId(person, word)) {
                spec.commandLine().getErr().println(option + ": the person with the id " + person.value());
            }
            return person;
        }

        private static boolean isId(PersonId id, String word) {
            return id.value().equals(word);
        }

        private AuditAction known(String word) {
            return AuditAction.of(word)
                    .orElseThrow(
                            () ->
                                    new ParameterException(
                                            spec.commandLine(),
                                            "There is no such action. These are:%n%s".formatted(actions())));
        }

        private static String actions() {
            return Arrays.stream(AuditAction.values())
                    .map(each -> "  " + each.word())
                    .sorted()
                    .collect(Collectors.joining(System.lineSeparator()));
        }

        private void write(List<AuditRow> rows, ZoneId zone, PrintWriter out) {
            if (form.csv) {
                try {
                    new AuditCsv(zone, _ -> "").write(rows, out);
                } catch (IOException e) {
                    throw new StartProblem("The output cannot be written.", e);
                }
            } else if (form.json) {
                var mapper = new JsonMapper();
                rows.forEach(row -> out.println(mapper.writeValueAsString(row)));
            } else {
                rows.forEach(row -> out.println(line(row, zone)));
                out.println(Counted.of(rows.size(), "row") + ".");
            }
            out.flush();
        }

        /** A subject without an id, such as everybody, is stored with nothing behind its colon. */
        private static String readable(String subjects) {
            return subjects.replaceAll(":(?= |$)", "");
        }

        private static String line(AuditRow row, ZoneId zone) {
            return "%d  %s  %s %s  %s  %s  %s"
                    .formatted(
                            row.number(),
                            Instant.ofEpochMilli(row.at()).atZone(zone).toOffsetDateTime(),
                            row.kind(),
                            row.actor().isEmpty() ? "-" : row.actor(),
                            row.action(),
                            row.subjects().isEmpty() ? "-" : readable(row.subjects()),
                            row.result());
        }
    }
}
