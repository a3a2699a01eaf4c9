package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.child.ChildProblem.Problem;
import org.evenkeel.child.SearchPath;
import org.evenkeel.children.FrozenProcess;
import org.evenkeel.media.JanusProbe.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Janus that a clinic gets with the server: real processes, each in a folder of its own. */
class ManagedJanusTest {

    private static final PortRange PORTS = new PortRange(20_000, 20_999);

    @TempDir Path folder;

    private ManagedJanus start() {
        return ManagedJanus.start(folder, TestJanus.mediaAddress(), PORTS);
    }

    /** JUnit warns of each link that leads out of the folder it cleans up. */
    @AfterEach
    void removeLinks() throws IOException {
        Files.deleteIfExists(folder.resolve("plugins").resolve(JanusBinary.PLUGIN));
        Files.deleteIfExists(folder.resolve("transports").resolve(JanusBinary.TRANSPORT));
    }

    private static Answer ask(SfuAddress address) {
        try (var probe = new JanusProbe()) {
            return probe.ask(address);
        }
    }

    @Test
    void itAnswersToOurSecretsListensOnLoopbackOnlyAndEndsWithUs() throws IOException {
        ManagedJanus janus = start();
        ProcessHandle process = ProcessHandle.of(janus.pid()).orElseThrow();
        SfuAddress address = janus.address();

        assertThat(ask(address)).isEqualTo(Answer.OURS);
        assertThat(OpenPorts.of(janus.pid()))
                .containsExactlyInAnyOrder(
                        "127.0.0.1:" + address.api().getPort(), "127.0.0.1:" + address.admin().orElseThrow().getPort());

        janus.close();
        janus.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(folder.resolve("janus.pid")).doesNotExist();
    }

    @Test
    void nobodyEntersWithoutTheSecrets() {
        try (ManagedJanus janus = start()) {
            SfuAddress right = janus.address();
            var wrongApi = new SfuAddress(right.api(), right.admin(), "guess", right.adminSecret(), right.adminKey());
            var wrongAdmin = new SfuAddress(right.api(), right.admin(), right.apiSecret(), "guess", right.adminKey());

            assertThat(ask(wrongApi)).isEqualTo(Answer.STRANGE);
            assertThat(ask(wrongAdmin)).isEqualTo(Answer.STRANGE);
        }
    }

    @Test
    void theSecretsAreReadByTheirOwnerOnlyAndNeverInACommandLineNorInTheLog() throws IOException {
        try (ManagedJanus janus = start()) {
            SfuAddress address = janus.address();
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(
                                files.filter(
                                        file ->
                                                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                                        && !file.endsWith("lock")))
                        .hasSizeGreaterThan(5)
                        .allSatisfy(
                                file ->
                                        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                                .as(file.toString())
                                                .isEqualTo("rw-------"));
            }
            List<String> secrets = List.of(address.apiSecret(), address.adminSecret(), address.adminKey());
            assertThat(secrets).doesNotHaveDuplicates();
            assertThat(ProcessHandle.of(janus.pid()).orElseThrow().info().arguments())
                    .get(InstanceOfAssertFactories.array(String[].class))
                    .isNotEmpty()
                    .noneMatch(argument -> secrets.stream().anyMatch(argument::contains));
            assertThat(Files.readString(folder.resolve("janus.log"))).isNotEmpty().doesNotContain(secrets);
            assertThat(address.toString()).doesNotContain(secrets);
        }
    }

    @Test
    void aJanusThatWasKilledComesBackOnItsPorts() {
        try (ManagedJanus janus = start()) {
            assertThat(janus.reviveIfGone()).isFalse();
            SfuAddress before = janus.address();
            kill(janus.pid());

            assertThat(janus.reviveIfGone()).isTrue();

            assertThat(janus.address()).isEqualTo(before);
            assertThat(ask(before)).isEqualTo(Answer.OURS);
        }
    }

    @Test
    @Tag("slow")
    void aJanusThatEndsAgainAndAgainIsStartedAtLongerIntervals() {
        try (ManagedJanus janus = start()) {
            kill(janus.pid());
            // Intervals count from one start to the next.
            long begin = System.nanoTime();
            assertThat(janus.reviveIfGone()).isTrue();
            for (int death = 0; death < 2; death++) {
                kill(janus.pid());
                while (!janus.reviveIfGone()) {
                    Thread.onSpinWait();
                }
            }
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isGreaterThanOrEqualTo(600);
        }
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    @Test
    void aSecondStarterOnTheSameFolderIsToldWhoHasIt() {
        try (ManagedJanus first = start()) {
            assertThatExceptionOfType(ChildProblem.class)
                    .isThrownBy(this::start)
                    .withMessageStartingWith("janus_folder_in_use: ")
                    .withMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(ask(first.address())).isEqualTo(Answer.OURS);
        }
    }

    @Test
    @Tag("slow")
    void afterACrashTheRunningJanusIsTakenOver() throws Exception {
        long orphan = startAndCrash();
        try (ManagedJanus janus = start()) {
            assertThat(janus.pid()).isEqualTo(orphan);
            assertThat(ask(janus.address())).isEqualTo(Answer.OURS);
        }
        assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    @Tag("slow")
    void anOrphanThatDoesNotKnowOurSecretIsEnded() throws Exception {
        long orphan = startAndCrash();
        Files.delete(folder.resolve("secret"));

        try (ManagedJanus janus = start()) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(janus.pid()).isNotEqualTo(orphan);
        }
    }

    @Test
    @Tag("slow")
    void anOrphanThatWasToldOtherPortsIsEnded() throws Exception {
        long orphan = startAndCrash();

        try (ManagedJanus janus = ManagedJanus.start(folder, TestJanus.mediaAddress(), new PortRange(21_000, 21_999))) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(janus.pid()).isNotEqualTo(orphan);
        }
    }

    @Test
    @Tag("slow")
    void anOrphanThatStandsStillIsEnded() throws Exception {
        long orphan = startAndCrash();
        try (var _ = FrozenProcess.freeze(orphan);
                ManagedJanus janus = start()) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(ask(janus.address())).isEqualTo(Answer.OURS);
        }
    }

    @Test
    @Tag("slow")
    void anEditorThatHasTheConfigurationOpenIsLeftAlone() throws IOException {
        start().close();
        String configuration = folder.toRealPath().resolve("conf/janus.jcfg").toString();
        Process editor = new ProcessBuilder("tail", "-f", configuration).start();
        try (ManagedJanus janus = start()) {
            assertThat(janus.pid()).isNotEqualTo(editor.pid());
            assertThat(editor.isAlive()).isTrue();
        } finally {
            editor.destroyForcibly();
        }
    }

    @Test
    void withoutAJanusTheInstallingCommandIsNamed() {
        var nowhere = new SearchPath(folder.toString());
        assertThat(JanusBinary.find(nowhere)).isEmpty();
        assertThatExceptionOfType(ChildProblem.class)
                .isThrownBy(
                        () ->
                                ManagedJanus.start(
                                        folder.resolve("media"), "127.0.0.1", PORTS, () -> JanusBinary.find(nowhere)))
                .withMessageStartingWith("janus_not_found: ")
                .withMessageContaining(ManagedJanus.installCommand());
        assertThat(folder.resolve("media")).doesNotExist();
    }

    @Test
    void aProgramOfThatNameWithoutItsPluginsIsNoJanus() throws IOException {
        Path program = Files.createFile(Files.createDirectory(folder.resolve("bin")).resolve("janus"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        assertThat(JanusBinary.find(new SearchPath(program.getParent().toString()))).isEmpty();
    }

    @Test
    void anAddressThatThisMachineDoesNotHaveIsRefusedBeforeAnythingStarts() {
        assertThatExceptionOfType(ChildProblem.class)
                .isThrownBy(() -> ManagedJanus.start(folder.resolve("media"), "203.0.113.9", PORTS))
                .withMessageStartingWith("janus_not_possible_here: ")
                .withMessageContaining("203.0.113.9")
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.NOT_POSSIBLE_HERE));
        assertThat(folder.resolve("media")).doesNotExist();
    }

    /** Runs another process that starts Janus on the folder, and kills it. */
    private long startAndCrash() throws Exception {
        Process owner =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashingJanusOwner.class.getName(),
                                folder.toString(),
                                TestJanus.mediaAddress(),
                                PORTS.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader said = owner.inputReader(StandardCharsets.US_ASCII)) {
            long janus = Long.parseLong(said.readLine());
            owner.destroyForcibly();
            assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ProcessHandle.of(janus).filter(ProcessHandle::isAlive)).isPresent();
            return janus;
        }
    }
}
