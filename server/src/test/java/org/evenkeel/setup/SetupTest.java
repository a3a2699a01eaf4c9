package org.evenkeel.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.evenkeel.media.PortRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class SetupTest {

    private static final Map<String, String> TEXTS =
            Map.of("host", "groups.example", "time-zone", "America/Chicago", "administrator", "first");

    private static final Answers ANSWERS = answers(Answers.Tls.CADDY, List.of("127.0.0.1", "::1"), false);

    @TempDir private Path root;

    private MachineOfATest test;

    @BeforeEach
    void aMachine() throws IOException {
        test = new MachineOfATest(root);
    }

    /** Those that lead out of the folder, which JUnit would warn of. */
    @AfterEach
    void noLinks() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static Answers answers(Answers.Tls tls, List<String> proxies, boolean relay) {
        return new Answers(
                "groups.example",
                ZoneId.of("America/Chicago"),
                "first",
                tls,
                proxies,
                "192.0.2.10",
                new PortRange(20_000, 20_999),
                relay);
    }

    /** The configuration's own text is another room's; here it is the values alone. */
    private static String configuration(String present, Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> "%s = %s\n".formatted(each.getKey(), each.getValue()))
                .sorted()
                .collect(Collectors.joining());
    }

    private List<Setup.Step> steps(Answers answers) {
        return new Setup(test.machine(), SetupTest::configuration).steps(answers, TEXTS);
    }

    private List<Setup.Step> carriedOut(Answers answers) {
        List<Setup.Step> steps = steps(answers);
        steps.forEach(Setup.Step::make);
        return steps;
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file.substring(1)));
    }

    @Test
    void afterOneTimeNothingIsLeftToDo() {
        assertThat(carriedOut(ANSWERS)).isNotEmpty();
        assertThat(steps(ANSWERS)).extracting(Setup.Step::lines).isEmpty();
    }

    @Test
    void showingChangesNothing() throws IOException {
        List<Path> before = files();
        assertThat(steps(ANSWERS)).extracting(Setup.Step::lines).doesNotContainNull();
        assertThat(files()).isEqualTo(before);
        assertThat(test.ran).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.sorted().toList();
        }
    }

    @Test
    void noSecretIsShown() throws IOException {
        List<Setup.Step> steps = steps(ANSWERS);
        String shown = steps.stream().flatMap(step -> step.lines().stream()).collect(Collectors.joining("\n"));
        steps.forEach(Setup.Step::make);
        for (String name : List.of("redis", "janus", "janus-api", "janus-admin", "janus-key")) {
            assertThat(shown).doesNotContain(read("/etc/evenkeel/secrets/" + name).strip());
        }
        assertThat(shown).contains("+ requirepass (a secret)").contains("+   api_secret = \"(a secret)\"");
    }

    @Test
    void serverRedisAndJanusShareTheirSecrets() throws IOException {
        carriedOut(ANSWERS);
        assertThat(read("/etc/evenkeel/redis.conf"))
                .contains("requirepass " + read("/etc/evenkeel/secrets/redis").strip() + "\n")
                .contains("appendonly yes")
                .contains("maxmemory-policy noeviction");
        assertThat(read("/etc/evenkeel/janus/conf/janus.jcfg"))
                .contains("api_secret = \"" + read("/etc/evenkeel/secrets/janus-api").strip() + '"')
                .contains("ice_enforce_list = \"192.0.2.10\"");
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("redis.address = 127.0.0.1:16379")
                .contains("public.address = https://groups.example")
                .contains("proxy.trusted = 127.0.0.1, ::1")
                .doesNotContain("turn.");
    }

    @Test
    void secretsAreReadByWhoNeedsThemAlone() throws IOException {
        carriedOut(answers(Answers.Tls.CADDY, List.of("127.0.0.1"), true));
        assertThat(access("/etc/evenkeel/secrets")).isEqualTo("root:evenkeel rwxr-x---");
        assertThat(access("/etc/evenkeel/secrets/redis")).isEqualTo("root:evenkeel rw-r-----");
        assertThat(access("/etc/evenkeel/secrets/janus")).isEqualTo("root:root rw-------");
        assertThat(access("/etc/evenkeel/redis.conf")).isEqualTo("root:evenkeel-redis rw-r-----");
        assertThat(access("/etc/evenkeel/janus/conf/janus.jcfg")).isEqualTo("root:evenkeel-janus rw-r-----");
        assertThat(access("/etc/evenkeel/turnserver.conf")).isEqualTo("root:turnserver rw-r-----");
    }

    private String access(String file) {
        return test.machine().access(file).orElseThrow();
    }

    @Test
    void aModeThatSomebodyOpenedIsClosedAgain() throws IOException {
        carriedOut(ANSWERS);
        Files.setPosixFilePermissions(
                root.resolve("etc/evenkeel/secrets/redis"), PosixFilePermissions.fromString("rw-rw-rw-"));
        carriedOut(ANSWERS);
        assertThat(access("/etc/evenkeel/secrets/redis")).isEqualTo("root:evenkeel rw-r-----");
    }

    @Test
    void theClinicIsThereBeforeTheServerStarts() {
        carriedOut(ANSWERS);
        assertThat(test.ran)
                .containsSubsequence(
                        "/usr/lib/evenkeel/bin/evenkeel clinic --zone America/Chicago",
                        "/usr/lib/evenkeel/bin/evenkeel admin --name first",
                        "systemctl restart evenkeel-redis.service",
                        "systemctl restart evenkeel-janus.service",
                        "systemctl restart evenkeel.service",
                        "systemctl restart caddy.service");
    }

    @Test
    void onlyWhoReadsAChangedFileIsStartedAgain() {
        carriedOut(ANSWERS);
        test.ran.clear();
        carriedOut(answers(Answers.Tls.CADDY_INTERNAL, List.of("127.0.0.1", "::1"), false));
        assertThat(test.ran).containsExactly("systemctl restart caddy.service");
    }

    @Test
    void theRelayReachesTheSfuAloneAndGoesAgain() throws IOException {
        carriedOut(answers(Answers.Tls.CADDY, List.of("127.0.0.1"), true));
        assertThat(read("/etc/evenkeel/turnserver.conf"))
                .contains("denied-peer-ip=0.0.0.0-255.255.255.255\nallowed-peer-ip=192.0.2.10\n")
                .contains("static-auth-secret=" + read("/etc/evenkeel/secrets/relay").strip());
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("turn.urls = turn:groups.example:3478?transport=udp, turn:groups.example:3478?transport=tcp");
        carriedOut(answers(Answers.Tls.CADDY, List.of("127.0.0.1"), false));
        assertThat(read("/etc/evenkeel/evenkeel.conf")).contains("turn.urls = \n");
    }

    @Test
    void whatIsMissingIsInstalled() throws IOException {
        Files.delete(root.resolve("usr/bin/janus"));
        assertThat(packages(answers(Answers.Tls.CADDY, List.of("127.0.0.1"), true)))
                .containsExactly("janus is installed", "coturn is installed", "caddy is installed");
        assertThat(packages(answers(Answers.Tls.PROXY, List.of("127.0.0.1"), false)))
                .containsExactly("janus is installed");
    }

    private List<String> packages(Answers answers) {
        return new Setup(test.machine(), SetupTest::configuration)
                .packages(answers).stream().map(step -> step.lines().getFirst()).toList();
    }

    @Test
    void aSystemWithoutJanusGetsEverythingElse() throws IOException {
        Files.delete(root.resolve("usr/bin/janus"));
        test.offered.clear();
        assertThat(packages(answers(Answers.Tls.PROXY, List.of("127.0.0.1"), false))).isEmpty();
        carriedOut(ANSWERS);
        assertThat(root.resolve("etc/evenkeel/janus")).doesNotExist();
        assertThat(read("/etc/evenkeel/evenkeel.conf")).contains("redis.address").doesNotContain("media.sfu");
        assertThat(test.ran)
                .contains("systemctl restart evenkeel.service")
                .noneMatch(command -> command.contains("janus"));
        assertThat(steps(ANSWERS)).isEmpty();
    }

    @Test
    void aProxyElsewhereIsLetIn() throws IOException {
        carriedOut(answers(Answers.Tls.PROXY, List.of("192.0.2.7"), false));
        assertThat(read("/etc/evenkeel/evenkeel.conf"))
                .contains("listen.host = 0.0.0.0")
                .contains("proxy.trusted = 192.0.2.7");
        assertThat(read("/etc/systemd/system/evenkeel.service.d/setup.conf")).contains("IPAddressAllow=192.0.2.7");
        assertThat(test.ran).contains("systemctl daemon-reload").noneMatch(command -> command.contains("caddy"));
    }

    @Test
    void caddysOwnSiteStays() throws IOException {
        carriedOut(ANSWERS);
        assertThat(read("/etc/caddy/Caddyfile")).startsWith(":80 {").endsWith("\nimport /etc/evenkeel/*.caddy\n");
    }

    @Test
    void allProblemsAreSaidAtOnce() {
        assertThatThrownBy(
                        () ->
                                Answers.read(
                                        Map.of(
                                                "host", "Groups example",
                                                "time-zone", "Mars",
                                                "tls", "none",
                                                "relay", "perhaps",
                                                "colour", "green")))
                .isInstanceOfSatisfying(
                        Answers.Problems.class,
                        problems ->
                                assertThat(problems.sentences())
                                        .anyMatch(each -> each.startsWith("host: "))
                                        .anyMatch(each -> each.startsWith("time-zone: "))
                                        .anyMatch(each -> each.startsWith("administrator: "))
                                        .anyMatch(each -> each.startsWith("tls: "))
                                        .anyMatch(each -> each.startsWith("relay: "))
                                        .contains("colour: there is no such question"));
    }

    @Test
    void eachAnswerCanBeCheckedByItself() {
        assertThat(Answers.problem(Question.HOST, "groups.example")).isEmpty();
        assertThat(Answers.problem(Question.HOST, "")).hasValueSatisfying(said -> assertThat(said).startsWith("host:"));
        assertThat(Answers.problem(Question.PROXIES, "192.0.2.7")).isEmpty();
        assertThat(Answers.problem(Question.PROXIES, "")).isPresent();
        assertThat(Answers.problem(Question.TLS, "caddy")).isEmpty();
        assertThat(Answers.problem(Question.TLS, "none")).isPresent();
    }

    @Test
    void theTemplateIsAFileOfAnswers() {
        assertThat(Setup.answersIn(String.join("\n", Question.template())))
                .containsOnlyKeys(Stream.of(Question.values()).map(Question::key).toList())
                .containsEntry("media-ports", "20000-20999");
    }
}
