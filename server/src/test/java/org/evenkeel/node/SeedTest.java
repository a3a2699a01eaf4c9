package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.load.Tokens;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.Phase;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Standing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code evenkeel seed} leaves behind is a history like that of people. */
@Tag("slow")
@Timeout(120)
class SeedTest {

    @TempDir private Path folder;

    @Test
    void seededRoomsReplayOnAnotherServerWithEverybodyAdmitted() {
        var tokens = seed("--tickets");

        try (var server = Server.start(config())) {
            for (var room : tokens.rooms()) {
                var state = server.rooms().read(new SessionId(room.session()), it -> it).join();
                assertThat(state.phase()).isEqualTo(Phase.STARTED);
                assertThat(state.members()).hasSize(4);
                assertThat(room.members())
                        .allSatisfy(
                                each ->
                                        assertThat(state.member(new MemberId(each.member())).orElseThrow().standing())
                                                .isEqualTo(Standing.ADMITTED));
            }
        }
    }

    @Test
    void theAttendanceOfASeededSessionComputes() {
        var tokens = seed();

        try (var stores = Stores.Sql.open(config())) {
            var session = new SessionId(tokens.rooms().getFirst().session());
            var sheet = Desk.offline(stores).attendance().compute(session).orElseThrow();
            assertThat(sheet.attendance().people()).hasSize(3);
            assertThat(sheet.attendance().startedAt()).isPresent();
            assertThat(sheet.attendance().unplacedFacts()).isZero();
        }
    }

    @Test
    void tokensAreForTheirOwnerAloneAndEachMemberHasOneOfHisOwn() throws Exception {
        var tokens = seed("--tickets");

        assertThat(Files.getPosixFilePermissions(out())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var members = tokens.rooms().stream().flatMap(room -> room.members().stream()).toList();
        assertThat(members).extracting(Tokens.Member::resume).doesNotHaveDuplicates().hasSize(8);
        assertThat(members).extracting(each -> each.ticket().orElseThrow()).doesNotHaveDuplicates();
        assertThat(members).extracting(Tokens.Member::role).containsOnly("facilitator", "participant");
    }

    private Tokens seed(String... more) {
        var said = new StringWriter();
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("seed", "--rooms", "2", "--members", "4", "--out", out().toString()));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(List.of(more));
        int code =
                Main.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(arguments.toArray(String[]::new));
        assertThat(code).as(said.toString()).isZero();
        return Tokens.read(out());
    }

    private Path out() {
        return folder.resolve("tokens.json");
    }

    private Config config() {
        return Config.read(
                Optional.empty(),
                Map.of(),
                Map.of("data.folder", folder.resolve("data").toString(), "listen.port", "0"));
    }
}
