package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alone: the levels are the whole process's. */
@Isolated
class LogLevelTest {

    private static final LoggerContext CONTEXT = (LoggerContext) LoggerFactory.getILoggerFactory();

    @TempDir Path data;

    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final List<String> used = new ArrayList<>();

    private LogLevel level() {
        return new LogLevel(data, "info", used::add, () -> now);
    }

    @AfterEach
    void asBefore() {
        CONTEXT.getLogger("org.evenkeel").setLevel(null);
    }

    @Test
    void aWishHoldsForItsTimeAndThenTheConfiguredLevelComesBackByItself() {
        var level = level();
        level.look();
        assertThat(used).isEmpty();
        level.wish("debug", Duration.ofMinutes(15));
        level.look();
        level.look();
        assertThat(used).containsExactly("debug");
        now = now.plus(Duration.ofMinutes(14));
        level.look();
        assertThat(used).containsExactly("debug");
        now = now.plus(Duration.ofMinutes(1));
        level.look();
        assertThat(used).containsExactly("debug", "info");
        assertThat(data.resolve("log-level")).doesNotExist();
    }

    @Test
    void aWishOutlivesARestartAndCanBeTakenBack() {
        level().wish("error", Duration.ofHours(1));
        var afterwards = level();
        afterwards.look();
        assertThat(used).containsExactly("error");
        level().back();
        afterwards.look();
        assertThat(used).containsExactly("error", "info");
    }

    @Test
    void whatIsNoWishIsNone() throws IOException {
        var level = level();
        long soon = now.plusSeconds(60).toEpochMilli();
        long never = now.plus(Duration.ofDays(30)).toEpochMilli();
        for (var nonsense :
                List.of("", "debug", "trace " + soon, "debug -1", "debug " + never, "off " + soon, "x".repeat(9_999))) {
            Files.writeString(data.resolve("log-level"), nonsense);
            level.look();
            assertThat(used).as(nonsense).isEmpty();
            assertThat(data.resolve("log-level")).as(nonsense).doesNotExist();
        }
    }

    @Test
    void onlyTheServersUserMayWish() throws IOException {
        level().wish("debug", LogLevel.USUAL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("log-level"))))
                .isEqualTo("rw-------");
    }

    @Test
    void librariesThatSeeWhatPassesThroughThemNeverSayMore() {
        Logs.from("debug");
        assertThat(CONTEXT.getLogger("org.evenkeel.edge").isDebugEnabled()).isTrue();
        for (var library :
                List.of(
                        "io.netty.handler",
                        "redis.clients.jedis",
                        "org.glassfish.tyrus",
                        "tools.jackson",
                        "com.zaxxer.hikari",
                        "org.jdbi",
                        "org.flywaydb",
                        "io.micrometer")) {
            assertThat(CONTEXT.getLogger(library).getEffectiveLevel()).as(library).isEqualTo(Level.WARN);
        }
    }

    private String command(int status, String... arguments) {
        var said = new StringWriter();
        var line = Main.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        var all = new ArrayList<>(List.of("log", "--data", data.toString()));
        all.addAll(List.of(arguments));
        assertThat(line.execute(all.toArray(String[]::new))).as(said.toString()).isEqualTo(status);
        return said.toString();
    }

    @Test
    void theCommandWishesSaysAndTakesBack() {
        now = Instant.now();
        assertThat(command(0)).startsWith("Logs from info on, as configured.");
        assertThat(command(0, "debug", "--minutes", "5")).startsWith("A running server logs from debug on");
        assertThat(command(0)).startsWith("Logs from debug on until ");
        var level = level();
        level.look();
        assertThat(used).containsExactly("debug");
        assertThat(command(0, "back")).startsWith("A running server returns to info");
        level.look();
        assertThat(used).containsExactly("debug", "info");
        assertThat(command(1, "trace")).contains("debug, info, warn, error");
        assertThat(command(1, "debug", "--minutes", "241")).contains("1 to 240");
        assertThat(command(1, "--set", "data.folder=" + data, "debug", "--minutes", "0")).contains("1 to 240");
    }
}
