package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.Session;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The privacy officer searches the audit log by person, staff, action and time, and exports it. */
@Timeout(60)
class AuditResourcesTest {

    @TempDir Path folder;
    private ApiFixture fixture;
    private PersonId ann;
    private PersonId counselor;
    private Session session;
    private ApiClient officer;

    @BeforeEach
    void open() {
        fixture = ApiFixture.open(folder);
        ann = fixture.participant();
        counselor = fixture.staff(StaffRole.COUNSELOR);
        session = fixture.session(5, Map.of(counselor, Role.FACILITATOR, ann, Role.PARTICIPANT));
        ApiClient desk = fixture.as(counselor);
        desk.get("/api/staff/sessions/" + session.id().value() + "/attendance").is(200);
        desk.get("/api/clinic/participants").is(200);
        fixture.visit(ann).get("/api/visit").is(200);
        officer = fixture.as(StaffRole.PRIVACY_OFFICER);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<String> found(String query) {
        return officer.get("/api/audit/rows" + query)
                .is(200)
                .json()
                .get("rows")
                .valueStream()
                .map(row -> row.get("action").asString())
                .toList();
    }

    @Test
    void whoLookedAtThisParticipantsData() {
        assertThat(found("?others=true&about=" + ann.value())).containsExactly("participant.list", "attendance.read");
        assertThat(found("?about=" + ann.value()))
                .containsExactly("audit.search", "visit.read", "visit.begin", "participant.list", "attendance.read");
    }

    @Test
    void theReportCountsWhoDealtWithIt() {
        fixture.as(counselor).get("/api/clinic/participants").is(200);
        var lines = officer.get("/api/audit/report?others=true&about=" + ann.value()).is(200).json().get("lines");
        assertThat(lines.valueStream().map(line -> line.get("action").asString() + " " + line.get("count").asInt()))
                .containsExactly("attendance.read 1", "participant.list 2");
        assertThat(lines.get(0).get("name").asString()).startsWith("Test Staff");
        officer.get("/api/audit/report").refusesField("about");
    }

    @Test
    void byStaffByActionByTimeAndPageByPage() {
        assertThat(found("?by=" + counselor.value()))
                .containsExactly("participant.list", "attendance.read", "staff.sign-in");
        assertThat(found("?action=attendance.read")).containsExactly("attendance.read");
        assertThat(found("?from=2026-11-17&to=2026-11-17&by=" + counselor.value())).hasSize(3);
        assertThat(found("?from=2026-11-18")).isEmpty();
        assertThat(found("?to=2026-11-16")).isEmpty();
        assertThat(found("?below=3&by=" + counselor.value())).containsExactly("attendance.read", "staff.sign-in");
        officer.get("/api/audit/rows?action=no.such").refusesField("action");
        officer.get("/api/audit/rows?below=x").refusesField("below");
        officer.get("/api/audit/rows?from=yesterday").refusesField("from");
    }

    @Test
    void namesAreShownToTheOfficerAlone() {
        var row = officer.get("/api/audit/rows?action=attendance.read").is(200).json().get("rows").get(0);
        assertThat(row.get("name").asString()).startsWith("Test Staff");
        assertThat(row.get("roles").get(0).asString()).isEqualTo("counselor");
        assertThat(row.get("subjects").toString()).contains("Testname", session.id().value());
        assertThat(officer.get("/api/audit/choices").is(200).text()).contains("Testname", "Test Staff", "gate.read");
        fixture.as(StaffRole.SUPERVISOR).get("/api/audit/rows").is(403, "not_allowed");
    }

    @Test
    void theExportHasTheNoticeInEachRowAndNamesOnRequest() {
        var file = officer.get("/api/audit/rows.csv?action=attendance.read").is(200);
        assertThat(file.header("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(file.text().lines()).hasSize(2);
        assertThat(file.text().lines().skip(1))
                .allMatch(
                        line ->
                                line.endsWith(
                                        "42 CFR part 2 prohibits unauthorized use or disclosure of these records."))
                .noneMatch(line -> line.contains("Testname"))
                .first()
                .asString()
                .contains("T17:50:00.000-05:00");
        assertThat(officer.get("/api/audit/rows.csv?names=true&action=attendance.read").is(200).text())
                .contains("Testname", "Test Staff");
        assertThat(officer.get("/api/audit/rows.csv?to=2020-01-01").is(200).text().lines()).hasSize(2);
    }
}
