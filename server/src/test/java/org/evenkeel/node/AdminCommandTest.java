package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.identity.AccountNotice;
import org.evenkeel.identity.SecondFactorRule;
import org.evenkeel.identity.SignInStage;
import org.evenkeel.program.Caller;
import org.evenkeel.program.StaffMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Accounts from the console: what a mistyped name does, what is said, and the way out of a forgotten password. */
@Timeout(60)
class AdminCommandTest {

    private static final String PASSWORD = "a long enough password";

    @TempDir private Path folder;

    private final StringWriter said = new StringWriter();

    private int admin(String... words) {
        said.getBuffer().setLength(0);
        var writer = new PrintWriter(said, true);
        var whole = Stream.concat(Stream.of("admin", "--data", folder.toString()), Stream.of(words));
        return Main.commandLine().setOut(writer).setErr(writer).execute(whole.toArray(String[]::new));
    }

    private Stores.Sql open() {
        return Stores.Sql.open(Config.read(Optional.empty(), Map.of(), Map.of("data.folder", folder.toString())));
    }

    private static StaffMember ada(Desk desk) {
        return desk.clinic().staff().list(Caller.operator()).getFirst();
    }

    private String secret() {
        return said.toString().lines().toList().getLast().replaceFirst("^http://localhost:8080/staff#enter=", "");
    }

    @BeforeEach
    void aFirstSupervisor() {
        assertThat(admin("--name", "ada")).isZero();
    }

    @Test
    void whatWasDoneIsSaidBeforeTheAddress() {
        assertThat(said.toString().lines())
                .hasSize(3)
                .startsWith(
                        "Made a new account: ada, supervisor.",
                        "ada signs in by this address once, within fifteen minutes, and chooses a new password there:")
                .last()
                .asString()
                .matches("http://localhost:8080/staff#enter=\\S+");
        assertThat(admin("--name", "ada")).isZero();
        assertThat(said.toString()).startsWith("ada signs in by this address");
        assertThat(admin("--name", "ada", "--role", "it_admin")).isZero();
        assertThat(said.toString()).startsWith("Account ada (supervisor) was there already; --role changes nothing.\n");
    }

    @Test
    void aMistypedNameIsNoNewPerson() {
        assertThat(admin("--name", "adaa")).isEqualTo(1);
        assertThat(said.toString())
                .isEqualTo(
                        "There is no account adaa. For a new one name its role: --role supervisor or --role"
                                + " it_admin.\n");
        assertThat(admin("--name", "Ada")).isEqualTo(1);
        assertThat(said.toString()).isEqualTo("There is an account ada; names must differ in more than capitals.\n");
        assertThat(admin("--name", "ada b", "--role", "supervisor")).isEqualTo(1);
        assertThat(said.toString()).startsWith("A sign-in name is made of letters, digits and . _ @").hasLineCount(1);
        assertThat(admin("--name", "ivan", "--role", "it")).isEqualTo(2);
        assertThat(said.toString())
                .contains("it is no such role; supervisor or it_admin\n")
                .endsWith("How it goes: evenkeel admin --help\n")
                .hasLineCount(2);
        try (var sql = open()) {
            assertThat(Desk.offline(sql).clinic().staff().list(Caller.operator())).hasSize(1);
        }
        assertThat(admin("--name", "ivan", "--role", "it_admin")).isZero();
        assertThat(said.toString()).startsWith("Made a new account: ivan, it_admin.\n");
    }

    @Test
    void aDeactivatedAccountIsNotLetIn() {
        try (var sql = open()) {
            var desk = Desk.offline(sql);
            desk.clinic().staff().deactivate(Caller.operator(), ada(desk).id(), ada(desk).version());
        }
        assertThat(admin("--name", "ada")).isEqualTo(1);
        assertThat(said.toString()).startsWith("The account ada is deactivated").hasLineCount(1);
    }

    @Test
    void aForgottenPasswordOfTheOnlySupervisorIsReplacedByTheAddress() {
        try (var sql = open()) {
            var identity =
                    Desk.offline(sql, new Config.Staff(SecondFactorRule.OPTIONAL, Config.Staff.usual().idle()))
                            .identity();
            var first = identity.entryLinks().enter(secret()).orElseThrow();
            var known = identity.sessions().identify(first.secret().value()).orElseThrow();
            identity.signIn().changeOwnPassword(known, "", PASSWORD);
            assertThat(identity.notices().unseen(known.member().id())).isEmpty();

            assertThat(admin("--name", "ada")).isZero();
            var again = identity.entryLinks().enter(secret()).orElseThrow();
            assertThat(again.session().stage()).isEqualTo(SignInStage.PASSWORD);
            assertThat(identity.notices().unseen(known.member().id()))
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.kind()).isEqualTo(AccountNotice.Kind.ENTRY_LINK));
            var half = identity.sessions().identify(again.secret().value()).orElseThrow();
            var whole = identity.signIn().changeOwnPassword(half, "", "another good password");
            assertThat(whole.session().complete()).isTrue();
            assertThat(identity.signIn().signIn("ada", PASSWORD)).isEmpty();
            assertThat(identity.signIn().signIn("ada", "another good password")).isPresent();
        }
    }

    @Test
    void anAddressThatNobodyOpensLocksNobodyOut() {
        try (var sql = open()) {
            var identity = Desk.offline(sql).identity();
            var first = identity.entryLinks().enter(secret()).orElseThrow();
            var known = identity.sessions().identify(first.secret().value()).orElseThrow();
            identity.signIn().changeOwnPassword(known, "", PASSWORD);
            assertThat(admin("--name", "ada")).isZero();
            assertThat(identity.signIn().signIn("ada", PASSWORD).orElseThrow().session().stage())
                    .isEqualTo(SignInStage.PASSWORD);
        }
    }
}
