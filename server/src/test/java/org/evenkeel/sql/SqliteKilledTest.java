package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.children.GuardedChild;
import org.evenkeel.live.Await;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process that signs records in an SQLite file is killed with SIGKILL: first between two statements of a signing, at
 * each place in turn, then anywhere while several sign. Who opens the file next finds each record whole or as it was.
 */
@Tag("slow")
@Tag("steady")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SqliteKilledTest {

    private static final int MANY = 60;

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("clinic.db");
    }

    private Path log() {
        return folder.resolve("said.log");
    }

    private GuardedChild child(int sessions, int standAt) {
        return GuardedChild.start(
                folder,
                log(),
                "KILL",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SigningChild.class.getName(),
                        file().toString(),
                        Integer.toString(sessions),
                        Integer.toString(standAt)));
    }

    private List<String> said() {
        try {
            return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean said(String begin, SessionId session) {
        return said().contains(begin + session);
    }

    /** The first place lies in the signature, the others in the amendment after it. */
    @Test
    void aSigningThatIsKilledBetweenItsStatementsNeverWas() throws IOException {
        Set<Integer> left = new HashSet<>();
        int standAt = 1;
        while (killedAt(standAt, left)) {
            standAt++;
        }
        assertThat(standAt).as("places to be killed at").isGreaterThan(3);
        assertThat(left).as("seals that were there after a kill").containsExactlyInAnyOrder(0, 1);
    }

    /** False when there is no such place. */
    private boolean killedAt(int standAt, Set<Integer> left) throws IOException {
        var session = SigningChild.sessions(1).getFirst();
        Files.deleteIfExists(file());
        Files.deleteIfExists(log());
        try (var before = new SigningChild(file(), 1, 0)) {
            before.fill(1);
        }
        var child = child(1, standAt);
        Await.until(
                "it stands or it is done",
                () -> said().contains(SigningChild.STANDS) || said(SigningChild.AMENDED, session));
        child.stop("KILL");
        if (!said().contains(SigningChild.STANDS)) {
            return false;
        }
        try (var after = new SigningChild(file(), 1, 0)) {
            left.add(after.seals(session));
            assertThat(after.findings()).isEmpty();
            finish(after, session);
            assertThat(after.findings()).isEmpty();
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofManySigningsEachIsWholeOrNeverWasWheneverTheKillComes(long seed) {
        try (var before = new SigningChild(file(), MANY, 0)) {
            before.fill(MANY);
        }
        int lines = 1 + new Random(seed).nextInt(2 * MANY);
        var child = child(MANY, 0);
        Await.until(lines + " lines of it", () -> said().size() >= lines);
        child.stop("KILL");
        assertThat(said()).as("it was killed in the middle").hasSizeLessThan(3 * MANY);
        try (var after = new SigningChild(file(), MANY, 0)) {
            assertThat(after.findings()).isEmpty();
            SigningChild.sessions(MANY).forEach(session -> finish(after, session));
            assertThat(after.findings()).isEmpty();
        }
    }

    /** Whole as far as it says that it is; what is missing can be done now. */
    private void finish(SigningChild after, SessionId session) {
        int seals = after.seals(session);
        if (said(SigningChild.AMENDED, session)) {
            assertThat(seals).isEqualTo(2);
        } else if (said(SigningChild.SIGNED, session)) {
            assertThat(seals).isBetween(1, 2);
        }
        assertThat(after.amendments(session)).isEqualTo(seals == 2 ? 2 : 0);
        if (seals == 0) {
            after.sign(session);
        }
        if (seals < 2) {
            after.amend(session);
        }
        assertThat(after.seals(session)).isEqualTo(2);
        assertThat(after.amendments(session)).isEqualTo(2);
    }
}
