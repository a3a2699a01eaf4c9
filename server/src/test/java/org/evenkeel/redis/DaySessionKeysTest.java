package org.evenkeel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.evenkeel.live.SessionKeys.KeyForgotten;
import org.evenkeel.live.WrappedKeys.Wrapped;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Session keys last as long as their day's file, and not longer. */
class DaySessionKeysTest {

    private static final SessionId ONE = new SessionId("s-1");
    private static final SessionId TWO = new SessionId("s-2");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    @TempDir Path folder;

    private final MemoryWrappedKeys wrapped = new MemoryWrappedKeys();
    private Instant now = Instant.parse("2026-03-31T23:59:59Z");
    private DayKeys days;
    private DaySessionKeys keys;

    @BeforeEach
    void open() {
        days = new DayKeys(folder.resolve("days"), new SecureRandom());
        keys = new DaySessionKeys(days, wrapped, () -> now);
    }

    @Test
    void aSessionKeepsItsKeyOverMidnightAndARestart() {
        byte[] key = keys.key(ONE);
        now = now.plusSeconds(10);
        var restarted = new DaySessionKeys(new DayKeys(folder.resolve("days"), new SecureRandom()), wrapped, () -> now);

        assertThat(restarted.key(ONE)).isEqualTo(key).hasSize(32);
    }

    @Test
    void eachSessionHasAKeyOfItsOwn() {
        assertThat(keys.key(ONE)).isNotEqualTo(keys.key(TWO));
    }

    @Test
    void onceTheDayIsForgottenItsSessionsCannotBeReadAgain() {
        keys.key(ONE);
        now = now.plusSeconds(10);
        byte[] nextDays = keys.key(TWO);

        days.forgetBefore(DAY.plusDays(1));

        assertThatThrownBy(() -> keys.key(ONE)).isInstanceOf(KeyForgotten.class);
        assertThat(keys.key(TWO)).isEqualTo(nextDays);
        assertThat(days.days()).containsExactly(DAY.plusDays(1));
    }

    @Test
    void aForgottenDayIsNotMadeAnewForItsOldSessions() {
        keys.key(ONE);
        days.forgetBefore(DAY.plusDays(1));
        keys.key(TWO);

        assertThatThrownBy(() -> keys.key(ONE)).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void whatIsStoredBesideTheFilesDoesNotHoldTheKey() {
        byte[] key = keys.key(ONE);

        assertThat(wrapped.get(ONE).orElseThrow().bytes()).hasSize(12 + 32 + 16);
        assertThat(hex(wrapped.get(ONE).orElseThrow().bytes())).doesNotContain(hex(key));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void aKeyGivenToAnotherSessionDoesNotOpen() {
        keys.key(ONE);
        wrapped.putIfAbsent(TWO, wrapped.get(ONE).orElseThrow());

        assertThatThrownBy(() -> keys.key(TWO)).isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> days.unwrap(ONE, new Wrapped(DAY, new byte[3]))).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void onlyTheOwnerMayLookIntoFolderAndFiles() throws IOException {
        keys.key(ONE);
        var file = folder.resolve("days").resolve(DAY + ".key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("days"))))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder.resolve("days"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderThatOthersMayReadIsRefused() throws IOException {
        var open = folder.resolve("open");
        Files.createDirectory(open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(() -> new DayKeys(open, new SecureRandom())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyAtOnceGetOneKey() throws Exception {
        List<Future<byte[]>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                var node =
                        new DaySessionKeys(new DayKeys(folder.resolve("days"), new SecureRandom()), wrapped, () -> now);
                all.add(threads.submit(() -> node.key(ONE)));
            }
        }
        for (var key : all) {
            assertThat(key.get()).isEqualTo(all.getFirst().get());
        }
    }
}
