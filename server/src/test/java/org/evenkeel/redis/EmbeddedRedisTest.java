package org.evenkeel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.child.ChildProblem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Redis that a clinic gets with the server: real processes, each in a folder of its own. */
class EmbeddedRedisTest {

    @TempDir Path folder;

    static List<String> versions() {
        return TestRedis.versions();
    }

    private static EmbeddedRedis.BinaryFinder only(String version) {
        return _ -> TestRedis.find(version).orElseThrow();
    }

    private static Jedis connect(EmbeddedRedis redis) {
        return new Jedis(
                new HostAndPort(redis.host(), redis.port()),
                DefaultJedisClientConfig.builder().password(redis.password()).build());
    }

    @Test
    void atLeastOneRealRedisIsAtHand() {
        assertThat(versions()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aRestartKeepsWhatWasWritten(String version) {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, only(version));
                Jedis connection = connect(redis)) {
            connection.set("seat", "3");
            assertThat(redis.version()).matches("\\d+\\.\\d+\\.\\d+");
        }
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, only(version));
                Jedis connection = connect(redis)) {
            assertThat(connection.get("seat")).isEqualTo("3");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyWriteGoesToTheLogAndNoneIsEverEvicted(String version) {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, only(version));
                Jedis connection = connect(redis)) {
            assertThat(connection.configGet("append*"))
                    .containsEntry("appendonly", "yes")
                    .containsEntry("appendfsync", "everysec");
            assertThat(connection.configGet("maxmemory-policy")).containsValue("noeviction");
            assertThat(connection.configGet("bind")).containsValue("127.0.0.1");
        }
    }

    @Test
    void closingEndsTheProcess() {
        EmbeddedRedis redis = EmbeddedRedis.start(folder);
        ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();

        redis.close();
        redis.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(folder.resolve("redis.pid")).doesNotExist();
    }

    @Test
    void nobodyEntersWithoutThePassword() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder);
                Jedis stranger = new Jedis(redis.host(), redis.port())) {
            assertThatExceptionOfType(JedisException.class).isThrownBy(stranger::ping).withMessageContaining("NOAUTH");
        }
    }

    @Test
    void theSecretIsReadByItsOwnerOnlyAndNeverInACommandLine() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            for (String name : List.of("secret", "redis.conf")) {
                assertThat(Files.readString(folder.resolve(name))).contains(redis.password());
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .isEqualTo("rw-------");
            }
            ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();
            assertThat(process.info().arguments())
                    .get(InstanceOfAssertFactories.array(String[].class))
                    .isNotEmpty()
                    .noneMatch(argument -> argument.contains(redis.password()));
        }
    }

    @Test
    void aSecondStarterOnTheSameFolderIsToldWhoHasIt() {
        try (EmbeddedRedis first = EmbeddedRedis.start(folder)) {
            assertThatExceptionOfType(ChildProblem.class)
                    .isThrownBy(() -> EmbeddedRedis.start(folder))
                    .withMessageStartingWith("redis_folder_in_use: ")
                    .withMessageContaining("process " + ProcessHandle.current().pid())
                    .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.FOLDER_IN_USE))
                    .satisfies(
                            e ->
                                    assertThat(e.sentence())
                                            .startsWith("the folder " + folder + " is in use by process "));
            assertThat(ProcessHandle.of(first.pid())).isPresent();
        }
    }

    @Test
    void afterACrashTheRunningRedisIsTakenOver() throws Exception {
        long orphan = startAndCrash();
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            assertThat(redis.pid()).isEqualTo(orphan);
            try (Jedis connection = connect(redis)) {
                assertThat(connection.ping()).isEqualTo("PONG");
            }
        }
        assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void anOrphanThatDoesNotKnowOurSecretIsEndedBeforeTheFolderIsUsed() throws Exception {
        long orphan = startAndCrash();
        Files.delete(folder.resolve("secret"));

        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(redis.pid()).isNotEqualTo(orphan);
        }
    }

    @Test
    void anEditorThatHasTheConfigurationOpenIsLeftAlone() throws IOException {
        EmbeddedRedis.start(folder).close();
        String configuration = folder.toRealPath().resolve("redis.conf").toString();
        Process editor = new ProcessBuilder("tail", "-f", configuration).start();
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            assertThat(redis.pid()).isNotEqualTo(editor.pid());
            assertThat(editor.isAlive()).isTrue();
        } finally {
            editor.destroyForcibly();
        }
    }

    @Test
    void aProcessIdOfSomebodyElseIsLeftAlone() throws IOException {
        EmbeddedRedis.start(folder).close();
        Files.writeString(folder.resolve("redis.pid"), ProcessHandle.current().pid() + "\n");

        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            assertThat(redis.pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void aRedisThatEndedByItselfIsStartedAgainOnItsPort() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
            assertThat(redis.reviveIfGone()).isFalse();
            int port = redis.port();
            ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();

            assertThat(redis.reviveIfGone()).isTrue();

            assertThat(redis.port()).isEqualTo(port);
            try (Jedis connection = connect(redis)) {
                assertThat(connection.ping()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void dataOfANewerRedisIsNotOpenedByAnOlderOne() throws IOException {
        Files.createDirectories(folder.resolve("appendonlydir"));
        var older = new RedisBinary(Path.of("redis-server"), "6.2.11");

        assertThatExceptionOfType(ChildProblem.class)
                .isThrownBy(() -> EmbeddedRedis.start(folder, _ -> older))
                .withMessageStartingWith("redis_data_too_new: ")
                .withMessageContaining("apt-get install redis-server");
    }

    @Test
    void aRedisThatCannotReadItsDataSaysSoAndGivesTheFolderFree() throws IOException {
        RedisBinary binary = TestRedis.find(versions().getFirst()).orElseThrow();
        Path log =
                binary.keepsLogInFolder()
                        ? Path.of("appendonlydir", "appendonly.aof.manifest")
                        : Path.of("appendonly.aof");
        Files.createDirectories(folder.resolve(log).getParent());
        Files.writeString(folder.resolve(log), "not a log of Redis\n");

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(ChildProblem.class)
                    .isThrownBy(() -> EmbeddedRedis.start(folder, _ -> binary))
                    .withMessageStartingWith("redis_did_not_start: ")
                    .withMessageMatching("(?s).*It said:.*(AOF|append only).*");
        }
    }

    @Test
    void withoutAnyRedisTheInstallingCommandIsNamed() {
        assertThatExceptionOfType(ChildProblem.class)
                .isThrownBy(
                        () ->
                                EmbeddedRedis.start(
                                        folder, into -> RedisBinary.find("", "a machine without a program", into)))
                .withMessageStartingWith("redis_not_found: ")
                .withMessageContaining("sudo apt-get install redis-server");
    }

    @Test
    void everyBundledProgramIsInTheJar() {
        assertThat(RedisBinary.IN_THE_JAR.values())
                .allSatisfy(name -> assertThat(RedisBinary.class.getResource("/" + name)).isNotNull());
    }

    /** Runs another process that starts Redis on the folder, and kills it. */
    private long startAndCrash() throws Exception {
        Process owner =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashingOwner.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader said = owner.inputReader(StandardCharsets.US_ASCII)) {
            long redis = Long.parseLong(said.readLine());
            owner.destroyForcibly();
            assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ProcessHandle.of(redis).filter(ProcessHandle::isAlive)).isPresent();
            return redis;
        }
    }
}
