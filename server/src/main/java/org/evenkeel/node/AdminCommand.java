package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.program.Caller;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffRole;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Makes the first person of a new clinic, or lets somebody in who is locked out. Whoever may run this holds the machine
 * with all its keys: no role is too high for him.
 */
@Command(
        name = "admin",
        description = {
            "Makes a staff account and prints a sign-in address.",
            "Finds the account when there is one with this sign-in name. The address works once and for fifteen"
                    + " minutes.",
            "It stands for the password, not for the second factor.",
            "Runs on the server's machine, beside the running server.",
            "A new clinic begins with a supervisor, who adds everybody else."
        },
        mixinStandardHelpOptions = true)
final class AdminCommand implements Callable<Integer> {

    @Mixin private ConfigOptions options;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Sign-in name.")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "supervisor",
            description = {
                "supervisor (default): adds staff of every role, participants and groups.",
                "it_admin: configures, adds other IT administrators, sets passwords; sees no participant."
            })
    private FirstRole role;

    @Option(
            names = "--reset-second-factor",
            description = "Also removes the second factor of an account, whose phone is gone; its person is told.")
    private boolean resetSecondFactor;

    @Option(names = "--ask", description = "Changes nothing; ends with 1 when the clinic has no supervisor yet.")
    private boolean ask;

    @Spec private CommandSpec spec;

    /** The roles that a clinic may begin with; an IT administrator alone could never give anybody a role in care. */
    enum FirstRole {
        SUPERVISOR(StaffRole.SUPERVISOR),
        IT_ADMIN(StaffRole.IT_ADMIN);

        private final StaffRole role;

        FirstRole(StaffRole role) {
            this.role = role;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        var config = options.readForCommand();
        if (ask && !Stores.Sql.isThere(config)) {
            return 1;
        }
        try (var sql = Stores.Sql.open(config)) {
            var desk = Desk.offline(sql);
            var operator = Caller.operator();
            if (ask) {
                return hasSupervisor(desk, operator) ? 0 : 1;
            }
            var member =
                    desk.clinic().staff().list(operator).stream()
                            .filter(each -> each.details().loginName().equals(name))
                            .findFirst()
                            .orElseGet(() -> added(desk, operator));
            if (resetSecondFactor && desk.identity().secondFactors().has(member.id())) {
                desk.identity().secondFactors().reset(operator, member.id());
                desk.audit().record(ConsoleAudit.row(AuditAction.STAFF_FACTOR_RESET, AuditSubject.of(member.id())));
            }
            var secret = desk.identity().entryLinks().issue(operator, member.id());
            desk.audit().record(ConsoleAudit.row(AuditAction.STAFF_ENTRY_LINK, AuditSubject.of(member.id())));
            var address = config.publicAddress().orElse("http://localhost:" + config.listen().port());
            spec.commandLine().getOut().println(address + "/staff#enter=" + secret.value());
        }
        return 0;
    }

    private static boolean hasSupervisor(Desk desk, Caller operator) {
        return desk.clinic().staff().list(operator).stream()
                .anyMatch(member -> member.details().roles().contains(StaffRole.SUPERVISOR));
    }

    private StaffMember added(Desk desk, Caller operator) {
        var member = desk.clinic().staff().add(operator, administrator());
        desk.audit().record(ConsoleAudit.row(AuditAction.STAFF_ADD, AuditSubject.of(member.id())));
        return member;
    }

    private StaffDetails administrator() {
        return new StaffDetails(name, name, name, Set.of(role.role), "", false, Set.of());
    }
}
