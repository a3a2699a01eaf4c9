package org.evenkeel.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.evenkeel.media.PortRange;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is answered, and what is said of an answer that cannot be used. */
class AnswersTest extends SetupOfATest {

    @Test
    void placesThatTheUnitsCannotSeeAreRefused() {
        for (String place :
                List.of("/home/it/key", "/root/key", "/tmp/key", "/var/tmp/key", "/etc/../run/user/0/key")) {
            for (Question question :
                    List.of(
                            Question.BACKUP_KEY,
                            Question.BACKUP_FOLDER,
                            Question.CERTIFICATE,
                            Question.CERTIFICATE_KEY,
                            Question.DATABASE_PASSWORD,
                            Question.DATABASE_AUTHORITY)) {
                assertThat(Answers.problem(question, place, Map.of()))
                        .hasValueSatisfying(said -> assertThat(said).contains("which the service cannot see"));
            }
            assertThat(Answers.problem(Question.CERTIFICATE, place, Map.of("tls", "nginx"))).isEmpty();
        }
        assertThat(Answers.problem(Question.BACKUP_KEY, "/home/it/backup.asc", Map.of()))
                .contains(
                        "backup-key: /home/it/backup.asc lies below /home, which the service cannot see;"
                                + " /etc/evenkeel/backup.asc is a good place");
        assertThat(Answers.problem(Question.BACKUP_KEY, "/homes/key", Map.of())).isEmpty();
    }

    @Test
    void anAddressTypedAsAHostIsUnderstoodAndRefused() {
        assertThat(Answers.problem(Question.HOST, "https://groups.example/", Map.of()))
                .contains("host: without https:// please, and without a / at its end: groups.example");
    }

    @Test
    void anAddressThatIsNotThisMachinesIsAnsweredWithThoseThatAre() {
        assertThat(Answers.problem(Question.MEDIA_ADDRESS, "192.0.2.99", Map.of()))
                .hasValueSatisfying(
                        said -> assertThat(said).startsWith("media-address: no interface of this machine has"));
    }

    @Test
    void theRelaysPortsAreItsOwn() {
        var texts = new HashMap<>(TEXTS);
        texts.putAll(Map.of("relay", "yes", "media-ports", "20000-21000"));
        assertThatThrownBy(() -> Answers.read(texts))
                .isInstanceOf(Answers.Problems.class)
                .hasMessage(
                        "media-ports: with relay = yes a range without 21000-21999 is needed, which are the relay's");
        texts.put("media-ports", "22000-22999");
        assertThat(Answers.read(texts).mediaPorts()).isEqualTo(new PortRange(22_000, 22_999));
        texts.putAll(Map.of("relay", "no", "media-ports", "20000-24000"));
        assertThat(Answers.read(texts).mediaPorts()).isEqualTo(new PortRange(20_000, 24_000));
    }

    @Test
    void whatDependsOnAnotherAnswerIsReadWithItAlone() {
        assertThat(Answers.read(TEXTS).backup()).isEmpty();
        assertThat(Answers.read(TEXTS).certificate()).isEmpty();
        var more = new HashMap<>(TEXTS);
        more.putAll(Map.of("tls", "own", "backup-key", "/etc/evenkeel/backup.asc"));
        assertThat(Answers.read(more).certificate())
                .contains(new Answers.Certificate("/etc/evenkeel/tls/certificate.pem", "/etc/evenkeel/tls/key.pem"));
        assertThat(Answers.read(more).backup())
                .contains(new Answers.Backup("/etc/evenkeel/backup.asc", "/var/lib/evenkeel/backups"));
        assertThat(Answers.read(TEXTS).postgres()).isEmpty();
        more.put("database", "postgresql");
        assertThat(Answers.read(more).postgres()).contains(new Answers.Postgres(Optional.empty()));
        more.put("database-address", "192.0.2.5:5433/clinic");
        assertThat(Answers.read(more).postgres().flatMap(Answers.Postgres::elsewhere))
                .contains(
                        new Answers.PostgresServer(
                                "192.0.2.5", 5_433, "clinic", "/etc/evenkeel/database.password", Optional.empty()));
        more.put("database-authority", "/etc/evenkeel/tls/database.pem");
        assertThat(Answers.read(more).postgres().flatMap(Answers.Postgres::elsewhere).orElseThrow().authority())
                .contains("/etc/evenkeel/tls/database.pem");
        assertThat(Answers.problem(Question.DATABASE, "oracle", Map.of())).isPresent();
        assertThat(Answers.problem(Question.DATABASE_ADDRESS, "here", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.DATABASE_ADDRESS, "db.example:5432/clinic", Map.of())).isPresent();
        assertThat(Answers.problem(Question.BACKUP_KEY, "no", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.BACKUP_KEY, "key.asc", Map.of())).isPresent();
        assertThat(Answers.problem(Question.BACKUP_FOLDER, "/srv/a folder", Map.of())).isPresent();
        assertThat(Answers.problem(Question.CERTIFICATE, "", Map.of())).isPresent();
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
        assertThat(Answers.problem(Question.HOST, "groups.example", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.HOST, "", Map.of()))
                .hasValueSatisfying(said -> assertThat(said).startsWith("host:"));
        assertThat(Answers.problem(Question.PROXIES, "192.0.2.7", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.PROXIES, "", Map.of())).isPresent();
        assertThat(Answers.problem(Question.TLS, "caddy", Map.of())).isEmpty();
        assertThat(Answers.problem(Question.TLS, "none", Map.of())).isPresent();
    }

    @Test
    void theTemplateIsAFileOfAnswers() {
        assertThat(Setup.answersIn(String.join("\n", Question.template())))
                .containsOnlyKeys(Stream.of(Question.values()).map(Question::key).toList())
                .containsEntry("media-ports", "20000-20999");
    }
}
