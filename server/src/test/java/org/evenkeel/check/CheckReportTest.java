package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What becomes of findings, and of looks that do not come to an end. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class CheckReportTest {

    private static final Instant AT = Instant.parse("2030-01-02T03:04:05Z");

    private static CheckReport of(Finding... findings) {
        return CheckReport.of("https://groups.clinic.example", AT, List.of(findings));
    }

    private static CheckPlan plan(Subject... accepted) {
        return Plans.of(Path.of("any")).accepted(accepted).plan();
    }

    @Test
    void aReportIsAsBadAsItsWorstFinding() {
        var fine = Subject.DNS.fine("It has an address.");
        assertThat(of(fine).state().status()).isZero();
        assertThat(of(fine, Subject.BACKUP.warning("Old.")).state().status()).isEqualTo(1);
        assertThat(of(Subject.REDIS.broken("Gone."), fine, Subject.BACKUP.warning("Old.")).state().status())
                .isEqualTo(2);
    }

    @Test
    void peopleReadItInTheOrderOfTheWayWithWhatToDo() {
        var table = of(Subject.BACKUP.warning("It is old."), Subject.DNS.fine("It has an address.")).table();
        assertThat(table)
                .containsSubsequence(
                        "Evenkeel check of https://groups.clinic.example",
                        "Address and certificate",
                        "  fine     dns                 It has an address.",
                        "The machine",
                        "  warning  backup              It is old.",
                        "                               Why: What is not backed up is lost with the disk.");
        assertThat(table.getLast()).isEqualTo("2 looked at: 1 fine, 1 to be looked after, 0 broken.");
        assertThat(table).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110).doesNotContain("\u001b"));
    }

    @Test
    void machinesReadStableCodes() {
        var json = JsonMapper.builder().build().readTree(of(Subject.BACKUP.warning("It is old.")).json());
        assertThat(json.path("state").asString()).isEqualTo("warning");
        assertThat(json.path("status").asInt()).isEqualTo(1);
        assertThat(json.path("at").asString()).isEqualTo("2030-01-02T03:04:05Z");
        var finding = json.path("findings").path(0);
        assertThat(finding.path("code").asString()).isEqualTo("backup");
        assertThat(finding.path("area").asString()).isEqualTo("machine");
        assertThat(finding.path("step").asString()).isEqualTo(Subject.BACKUP.step());
    }

    private record Scripted(Subject subject, Duration longest, Look what) implements Check {
        @Override
        public List<Finding> look() throws InterruptedException {
            return what.look();
        }
    }

    private interface Look {
        List<Finding> look() throws InterruptedException;
    }

    @Test
    void aLookThatHangsIsGivenUpAndTheOthersAreHeard() throws InterruptedException {
        var never = new CountDownLatch(1);
        var hangs =
                new Scripted(
                        Subject.REDIS,
                        Duration.ofMillis(200),
                        () -> {
                            never.await();
                            return List.of();
                        });
        var works = new Scripted(Subject.DNS, Duration.ofSeconds(9), () -> List.of(Subject.DNS.fine("It is there.")));
        var report = CheckRun.run(List.of(hangs, works), plan());
        assertThat(Plans.said(report.findings(), Subject.REDIS)).startsWith("warning: The look took longer");
        assertThat(Plans.said(report.findings(), Subject.DNS)).isEqualTo("fine: It is there.");
    }

    @Test
    void whatIsAcceptedIsSaidButWakesNobodyAndWhatIsBrokenStaysSo() throws InterruptedException {
        var looks =
                new Scripted(
                        Subject.REDIS,
                        Duration.ofSeconds(9),
                        () ->
                                List.of(
                                        Subject.REDIS.broken("Gone."),
                                        Subject.DNS.fine("It is there."),
                                        RelayCheck.none()));
        var report = CheckRun.run(List.of(looks), plan(Subject.RELAY, Subject.REDIS, Subject.DNS));
        assertThat(Plans.said(report.findings(), Subject.RELAY)).isEqualTo("accepted: No relay is configured.");
        assertThat(Plans.said(report.findings(), Subject.DNS)).isEqualTo("fine: It is there.");
        assertThat(Plans.said(report.findings(), Subject.REDIS)).isEqualTo("broken: Gone.");
        assertThat(report.state().status()).isEqualTo(2);
        assertThat(report.table().getLast())
                .isEqualTo("3 looked at: 1 fine, 1 accepted, 0 to be looked after, 1 broken.");
        assertThat(of(RelayCheck.none().acceptedFor(Set.of(Subject.RELAY))).state().status()).isZero();
        assertThat(of(RelayCheck.none().acceptedFor(Set.of(Subject.DNS))).state().status()).isEqualTo(1);
    }

    @Test
    void ofALookThatFailsOnlyTheKindIsSaid() throws InterruptedException {
        var fails =
                new Scripted(
                        Subject.DATABASE,
                        Duration.ofSeconds(9),
                        () -> {
                            throw new IllegalStateException("password=northgate");
                        });
        var report = CheckRun.run(List.of(fails), plan());
        assertThat(report.json()).contains("IllegalStateException").doesNotContain("northgate");
        assertThat(report.state()).isEqualTo(Finding.State.WARNING);
    }
}
