package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.identity.Secret;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffRole;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Makes the first person of a new clinic, or lets somebody in who is locked out. Whoever may run this holds the machine
 * with all its keys: no role is too high for him.
 */
@Command(
        name = "admin",
        header = "Makes or finds a staff account, prints a sign-in address.",
        description =
                "The address works once and for fifteen minutes. It stands for the password, not for the second factor,"
                        + " and leads to choosing a new password. Runs on the server's machine, beside the running"
                        + " server. A new clinic begins with a supervisor, who adds everybody else.",
        mixinStandardHelpOptions = true)
final class AdminCommand implements Callable<Integer> {

    @Mixin private ConfigOptions options;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Sign-in name.")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            converter = TypedWords.Role.class,
            description =
                    "Of a new account; without it the clinic's first one is a supervisor. supervisor: adds staff of"
                            + " every role, participants and groups. it_admin: configures, adds other IT"
                            + " administrators, sets passwords; sees no participant.")
    private Optional<FirstRole> role = Optional.empty();

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
        if (ask) {
            return asked(config);
        }
        options.mustBeSetUp(config);
        try (var sql = Stores.Sql.open(config)) {
            var desk = Desk.offline(sql);
            var member = found(desk).map(this::wasThere).orElseGet(() -> added(desk));
            if (resetSecondFactor) {
                resetFactor(desk, member);
            }
            var address = config.publicAddress().orElse("http://localhost:" + config.listen().port());
            sayAddress(member, address + "/staff#enter=" + issued(desk, member).value());
        }
        return 0;
    }

    private int asked(Config config) {
        if (!Stores.Sql.isThere(config)) {
            return 1;
        }
        try (var sql = Stores.Sql.open(config)) {
            return hasSupervisor(Desk.offline(sql)) ? 0 : 1;
        }
    }

    /** The account of exactly this name. One whose name differs in capitals is somebody's, maybe another's. */
    private Optional<StaffMember> found(Desk desk) {
        var account =
                desk.clinic().staff().list(Caller.operator()).stream()
                        .filter(each -> each.details().loginName().equalsIgnoreCase(name))
                        .findFirst();
        account.map(AdminCommand::login)
                .filter(login -> !login.equals(name))
                .ifPresent(
                        login -> {
                            throw new StartProblem(
                                    "There is an account %s; names must differ in more than capitals."
                                            .formatted(login));
                        });
        return account;
    }

    private static boolean hasSupervisor(Desk desk) {
        return desk.clinic().staff().list(Caller.operator()).stream()
                .anyMatch(member -> member.details().roles().contains(StaffRole.SUPERVISOR));
    }

    private StaffMember wasThere(StaffMember member) {
        if (!member.active()) {
            throw new StartProblem(
                    "The account %s is deactivated: a supervisor activates it again on the page Staff."
                            .formatted(login(member)));
        }
        if (role.isPresent()) {
            say("Account %s (%s) was there already; --role changes nothing.", login(member), roles(member));
        }
        return member;
    }

    /** Without a role only a clinic's first supervisor is made: a mistyped name is no new person. */
    private StaffMember added(Desk desk) {
        if (role.isEmpty() && hasSupervisor(desk)) {
            throw new StartProblem(
                    "There is no account %s. For a new one name its role: --role supervisor or --role it_admin."
                            .formatted(name));
        }
        var member = desk.clinic().staff().add(Caller.operator(), details());
        desk.audit().record(ConsoleAudit.row(AuditAction.STAFF_ADD, AuditSubject.of(member.id())));
        say("Made a new account: %s, %s.", login(member), roles(member));
        return member;
    }

    private StaffDetails details() {
        try {
            var roles = Set.of(role.orElse(FirstRole.SUPERVISOR).role);
            return new StaffDetails(name, name, name, roles, "", false, Set.of());
        } catch (ProgramProblem e) {
            throw new StartProblem(
                    "A sign-in name is made of letters, digits and . _ @ + - and begins with a letter or a digit; 60"
                            + " characters at most.",
                    e);
        }
    }

    private void resetFactor(Desk desk, StaffMember member) {
        var factors = desk.identity().secondFactors();
        if (!factors.has(member.id())) {
            say("%s has no second factor.", login(member));
            return;
        }
        factors.reset(Caller.operator(), member.id());
        desk.audit().record(ConsoleAudit.row(AuditAction.STAFF_FACTOR_RESET, AuditSubject.of(member.id())));
        say("Removed the second factor of %s, who is told.", login(member));
    }

    private static Secret issued(Desk desk, StaffMember member) {
        var secret = desk.identity().entryLinks().issueForNewPassword(Caller.operator(), member.id());
        desk.audit().record(ConsoleAudit.row(AuditAction.STAFF_ENTRY_LINK, AuditSubject.of(member.id())));
        return secret;
    }

    private void sayAddress(StaffMember member, String address) {
        say(
                "%s signs in by this address once, within fifteen minutes, and chooses a new password there:",
                login(member));
        say("%s", address);
    }

    private void say(String sentence, Object... words) {
        spec.commandLine().getOut().println(sentence.formatted(words));
    }

    private static String login(StaffMember member) {
        return member.details().loginName();
    }

    private static String roles(StaffMember member) {
        return member.details().roles().stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
