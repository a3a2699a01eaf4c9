package org.evenkeel.setup;

import org.evenkeel.media.PortRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A machine that is set up, anew for each test, and answers that are given there. */
abstract class SetupOfATest {

    static final Map<String, String> TEXTS =
            Map.of("host", "groups.example", "time-zone", "America/Chicago", "administrator", "first");

    static final Answers ANSWERS = answers(Answers.Tls.CADDY, List.of("127.0.0.1", "::1"), false);

    @TempDir Path root;

    MachineOfATest test;

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

    static Answers answers(Answers.Tls tls, List<String> proxies, boolean relay) {
        return answers(tls, Optional.empty(), proxies, relay, Optional.empty());
    }

    static Answers answers(
            Answers.Tls tls,
            Optional<Answers.Certificate> certificate,
            List<String> proxies,
            boolean relay,
            Optional<Answers.Backup> backup) {
        return new Answers(
                "groups.example",
                ZoneId.of("America/Chicago"),
                "first",
                tls,
                certificate,
                proxies,
                "192.0.2.10",
                new PortRange(20_000, 20_999),
                relay,
                Optional.empty(),
                backup);
    }

    static Answers ownCertificate() {
        var certificate = new Answers.Certificate("/etc/evenkeel/tls/chain.pem", "/etc/evenkeel/tls/key.pem");
        return answers(Answers.Tls.OWN, Optional.of(certificate), List.of(), false, Optional.empty());
    }

    static Answers backedUp(String key, String folder) {
        return answers(
                Answers.Tls.CADDY,
                Optional.empty(),
                List.of("127.0.0.1", "::1"),
                false,
                Optional.of(new Answers.Backup(key, folder)));
    }

    void put(String file) throws IOException {
        Path place = root.resolve(file.substring(1));
        Files.createDirectories(place.getParent());
        Files.writeString(place, "somebody's");
    }

    List<Setup.Step> steps(Answers answers) {
        return Stream.concat(setup().steps(answers, TEXTS).stream(), setup().supervisor(answers).stream()).toList();
    }

    Setup setup() {
        return new Setup(test.machine(), test);
    }

    List<Setup.Step> carriedOut(Answers answers) {
        List<Setup.Step> steps = steps(answers);
        steps.forEach(Setup.Step::make);
        return steps;
    }

    String read(String file) throws IOException {
        return Files.readString(root.resolve(file.substring(1)));
    }

    String access(String file) {
        return test.machine().access(file).orElseThrow();
    }

    List<String> packages(Answers answers) {
        return setup().packages(answers).stream().map(step -> step.lines().getFirst()).toList();
    }
}
