package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.audit.AuditRow;
import org.evenkeel.program.Caller;
import org.evenkeel.program.EmergencyContact;
import org.evenkeel.program.Language;
import org.evenkeel.program.ParticipantDetails;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.wire.Rate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Emergency access over HTTP: who may, what each sees, when it ends, who looks at it, and what is left in the log. */
@Timeout(60)
class EmergencyResourcesTest {

    private static final String WHY = "Quillwort called and said goodbye";
    private static final String ANSWERS =
            """
            {"place":"1 Example Street","state":"NY","callBack":"555 0199","alone":true,"driving":false,"safe":false,\
            "rulesAccepted":true,"complete":true}\
            """;

    @TempDir Path folder;
    private ApiFixture fixture;
    private PersonId ann;
    private PersonId counselor;
    private ApiClient desk;
    private ApiClient officer;

    @BeforeEach
    void open() {
        set(ApiFixture.open(folder));
    }

    private void set(ApiFixture opened) {
        fixture = opened;
        ann = fixture.participant();
        // Of another group than hers: a covering counselor who was in none of her sessions.
        counselor = fixture.staff(StaffRole.COUNSELOR);
        desk = fixture.as(counselor);
        officer = fixture.as(StaffRole.PRIVACY_OFFICER);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String path(PersonId person) {
        return "/api/clinic/participants/" + person.value() + "/emergency";
    }

    private static String wanted(String reason) {
        return "{\"emergency\":true,\"reason\":\"%s\"}".formatted(reason);
    }

    private static ApiClient.Reply end(ApiClient client, PersonId person) {
        return client.send("DELETE", path(person), Optional.empty(), "application/json");
    }

    private JsonNode waiting() {
        return officer.get("/api/audit/emergencies").is(200).json().get("accesses");
    }

    private String oneWaiting() {
        return waiting().get(0).get("id").asString();
    }

    private static ApiClient.Reply review(ApiClient client, String id, String body) {
        return client.post("/api/audit/emergencies/" + id + "/review", body);
    }

    private static void isTold(ApiClient client, int waiting, int unattended) {
        JsonNode told = client.get("/api/staff/emergencies").is(200).json();
        assertThat(told.get("waiting").asInt()).isEqualTo(waiting);
        assertThat(told.get("unattended").asInt()).isEqualTo(unattended);
    }

    private List<String> rows() {
        List<AuditRow> rows = new ArrayList<>();
        fixture.audit.log().forEach(rows::add);
        return rows.stream()
                .filter(row -> row.action().startsWith("emergency."))
                .map(
                        row ->
                                row.action()
                                        + (row.subjects().contains(ann.value()) ? " ann" : "")
                                        + (row.subjects().contains(counselor.value()) ? " counselor" : "")
                                        + " "
                                        + row.result())
                .toList();
    }

    @Test
    void aDayLaterTheSessionsOwnWayIsClosedAndThisOneOpens() {
        PersonId other = fixture.staff(StaffRole.COUNSELOR);
        var session = fixture.session(5, Map.of(other, Role.FACILITATOR, ann, Role.PARTICIPANT));
        fixture.visit(ann).put("/api/visit/sessions/" + session.id().value() + "/gate", ANSWERS).is(204);
        long said = fixture.now.get();
        fixture.minutesPass(3 * 24 * 60);
        desk = fixture.as(counselor);

        desk.get(path(ann)).is(409, "emergency_over");
        JsonNode opened = desk.post(path(ann), wanted(WHY)).is(200).json();
        assertThat(opened.get("leftMillis").asLong()).isEqualTo(60 * 60_000);
        JsonNode card = desk.get(path(ann)).is(200).json();
        assertThat(card.get("place").get("text").asString()).isEqualTo("1 Example Street");
        assertThat(card.get("place").get("state").asString()).isEqualTo("NY");
        assertThat(card.get("place").get("at").asLong()).isEqualTo(said);
        assertThat(card.get("callBack").get("number").asString()).isEqualTo("555 0199");
        assertThat(card.get("phone").asString()).isEqualTo("555 0100");
        assertThat(card.get("clinicPhone").asString()).isEqualTo("(555) 010-0100");
        assertThat(card.get("crisisLine").asString()).isEqualTo("988");
        assertThat(card.has("contact")).isFalse();
        assertThat(card.toString()).as("no more than helps").doesNotContain("alone", "safe", "driving");
    }

    @Test
    void theEmergencyContactStandsThereWithWhetherItMayBeCalled() {
        PersonId bo =
                fixture.clinic
                        .participants()
                        .add(
                                Caller.operator(),
                                new ParticipantDetails(
                                        "R-77",
                                        "Testname Bo",
                                        "",
                                        Language.EN,
                                        "",
                                        Optional.of(new EmergencyContact("Contact Bo", "555 0166", "sister", false))))
                        .id();
        desk.post(path(bo), wanted(WHY)).is(200);
        JsonNode card = desk.get(path(bo)).is(200).json();
        assertThat(card.get("contact").toString())
                .isEqualTo(
                        "{\"name\":\"Contact Bo\",\"phone\":\"555 0166\",\"relation\":\"sister\","
                                + "\"mayBeCalled\":false}");
        assertThat(card.has("place")).isFalse();
        assertThat(card.has("phone")).isFalse();
    }

    @Test
    void itIsOneParticipantsAndOnePersonsAndEndsAfterAnHour() {
        desk.post(path(ann), wanted(WHY)).is(200);
        desk.get(path(fixture.participant())).is(409, "emergency_over");
        fixture.as(StaffRole.SUPERVISOR).get(path(ann)).is(409, "emergency_over");
        for (int quarter = 0; quarter < 4; quarter++) {
            fixture.minutesPass(10);
            desk.get(path(ann)).is(200);
        }
        fixture.minutesPass(14);
        assertThat(desk.get(path(ann)).is(200).json().get("leftMillis").asLong()).isEqualTo(6 * 60_000);
        JsonNode listed = desk.get("/api/clinic/participants").is(200).json().get("participants").get(0);
        assertThat(listed.get("emergencyUntil").asLong()).isEqualTo(fixture.now.get() + 6 * 60_000);
        fixture.minutesPass(6);
        desk.get(path(ann)).is(409, "emergency_over");
        officer = fixture.as(StaffRole.PRIVACY_OFFICER);
        assertThat(desk.get("/api/clinic/participants").is(200).text()).doesNotContain("emergencyUntil");
        assertThat(waiting().get(0).get("open").asBoolean()).isFalse();
        assertThat(waiting().get(0).get("closed").asBoolean()).isFalse();
    }

    @Test
    void itsPersonEndsItSooner() {
        desk.post(path(ann), wanted(WHY)).is(200);
        end(desk, ann).is(204);
        end(desk, ann).is(204);
        desk.get(path(ann)).is(409, "emergency_over");
        assertThat(waiting().get(0).get("closed").asBoolean()).isTrue();
    }

    @Test
    void withoutAReasonOrTheWordThatItIsOneNothingOpens() {
        desk.post(path(ann), "{\"emergency\":false,\"reason\":\"x\"}").refusesField("emergency");
        desk.post(path(ann), "{\"reason\":\"x\"}").refusesField("emergency");
        desk.post(path(ann), wanted("  ")).refusesField("reason");
        desk.post(path(ann), wanted("x".repeat(501))).refusesField("reason");
        desk.post("/api/clinic/participants/nobody/emergency", wanted(WHY)).is(404, "not_found");
        desk.get(path(ann)).is(409, "emergency_over");
        assertThat(waiting()).isEmpty();
        assertThat(rows())
                .as("each refused try is a row")
                .startsWith(
                        "emergency.open ann bad_field",
                        "emergency.open ann bad_field",
                        "emergency.open ann bad_field",
                        "emergency.open ann bad_field",
                        "emergency.open not_found",
                        "emergency.read ann emergency_over");
    }

    @Test
    void theOfficerSeesWhoWhomWhenWhyHowLongAndWhatAndSaysThatHeLooked() {
        desk.post(path(ann), wanted(WHY)).is(200);
        desk.get(path(ann)).is(200);
        desk.get(path(ann)).is(200);
        JsonNode seen = waiting().get(0);
        assertThat(seen.get("name").asString()).startsWith("Testname");
        assertThat(seen.get("byName").asString()).startsWith("Test Staff");
        assertThat(seen.get("reason").asString()).isEqualTo(WHY);
        assertThat(seen.get("openedAt").asLong()).isEqualTo(fixture.now.get());
        assertThat(seen.get("reads").asInt()).isEqualTo(2);
        assertThat(seen.get("shown").toString()).isEqualTo("[\"phone\"]");
        assertThat(seen.get("open").asBoolean()).isTrue();
        review(officer, oneWaiting(), "{}").is(409, "emergency_open");
        fixture.minutesPass(10);
        end(desk, ann).is(204);
        isTold(officer, 1, 0);
        review(officer, oneWaiting(), "{\"note\":\"Quillnote: right so\"}").is(204);
        isTold(officer, 0, 0);
        assertThat(waiting()).isEmpty();
        JsonNode reviewed = officer.get("/api/audit/emergencies/reviewed").is(200).json();
        assertThat(reviewed.get("more").asBoolean()).isFalse();
        JsonNode one = reviewed.get("accesses").get(0);
        assertThat(one.get("review").get("note").asString()).isEqualTo("Quillnote: right so");
        assertThat(one.get("endsAt").asLong() - one.get("openedAt").asLong()).isEqualTo(10 * 60_000);
        review(officer, one.get("id").asString(), "{}").is(409, "changed_meanwhile");
        review(officer, "nothing", "{}").is(404, "not_found");
        assertThat(rows())
                .containsExactly(
                        "emergency.open ann ok",
                        "emergency.read ann ok",
                        "emergency.read ann ok",
                        "emergency.list ann counselor ok",
                        "emergency.list ann counselor ok",
                        "emergency.review ann counselor emergency_open",
                        "emergency.close ann ok",
                        "emergency.list ann counselor ok",
                        "emergency.review ann counselor ok",
                        "emergency.list ok",
                        "emergency.list ann counselor ok",
                        "emergency.review ann counselor changed_meanwhile",
                        "emergency.review not_found");
    }

    @Test
    void nobodyReviewsHisOwnAndTheLogSaysThatHeTried() {
        PersonId both = fixture.staff(StaffRole.COUNSELOR, StaffRole.PRIVACY_OFFICER);
        ApiClient client = fixture.as(both);
        client.post(path(ann), wanted(WHY)).is(200);
        end(client, ann).is(204);
        JsonNode own = client.get("/api/audit/emergencies").is(200).json().get("accesses").get(0);
        assertThat(own.get("own").asBoolean()).isTrue();
        assertThat(waiting().get(0).get("own").asBoolean()).isFalse();
        review(client, own.get("id").asString(), "{}").is(403, "own_emergency");
        assertThat(rows()).contains("emergency.review ann own_emergency");
        isTold(client, 1, 0);
        review(officer, own.get("id").asString(), "{}").is(204);
    }

    @Test
    void supervisorsSeeThatOneTookPlaceAndThatNobodyLooksNotWhyAndOfWhom() {
        ApiClient supervisor = fixture.as(StaffRole.SUPERVISOR);
        desk.post(path(ann), wanted(WHY)).is(200);
        String staff = supervisor.get("/api/clinic/staff").is(200).text();
        assertThat(staff).contains("\"emergency\":true").doesNotContain("Quillwort", ann.value());
        assertThat(fixture.as(StaffRole.IT_ADMIN).get("/api/clinic/staff").is(200).text())
                .doesNotContain("\"emergency\":true");
        isTold(supervisor, 1, 0);
        fixture.clinic.staff().list(Caller.operator()).stream()
                .filter(member -> member.roles().contains(StaffRole.PRIVACY_OFFICER))
                .forEach(member -> fixture.clinic.staff().deactivate(Caller.operator(), member.id(), member.version()));
        isTold(supervisor, 1, 1);
        supervisor.get("/api/audit/emergencies").is(403, "not_allowed");
        desk.get("/api/staff/emergencies").is(403, "not_allowed");
    }

    @Test
    void olderReviewsComePageByPage() {
        for (int i = 0; i < 22; i++) {
            fixture.minutesPass(1);
            desk.post(path(ann), wanted("reason " + i)).is(200);
        }
        end(desk, ann).is(204);
        officer = fixture.as(StaffRole.PRIVACY_OFFICER);
        waiting().forEach(each -> review(officer, each.get("id").asString(), "{}").is(204));
        JsonNode first = officer.get("/api/audit/emergencies/reviewed").is(200).json();
        assertThat(first.get("accesses")).hasSize(20);
        assertThat(first.get("more").asBoolean()).isTrue();
        String last = first.get("accesses").get(19).get("id").asString();
        JsonNode second = officer.get("/api/audit/emergencies/reviewed?below=" + last).is(200).json();
        assertThat(second.get("accesses").valueStream().map(each -> each.get("reason").asString()))
                .containsExactly("reason 1", "reason 0");
        officer.get("/api/audit/emergencies/reviewed?below=nothing").is(404, "not_found");
    }

    @Test
    void whoOpensOneAfterTheOtherIsToldToWaitAndOthersAreNot() {
        fixture.close();
        set(ApiFixture.open(folder.resolve("slow"), new Rate(2, 3_600_000)));
        desk.post(path(ann), wanted(WHY)).is(200);
        desk.post(path(fixture.participant()), wanted(WHY)).is(200);
        desk.post(path(fixture.participant()), wanted(WHY)).is(429, "too_fast");
        desk.get(path(ann)).is(200);
        fixture.as(StaffRole.COUNSELOR).post(path(ann), wanted(WHY)).is(200);
        assertThat(rows()).contains("emergency.open too_fast");
    }

    /** Neither reason nor note stands in the log, in the export with names, or in the files of the database. */
    @Test
    void theWordsStandNowhereButUnderTheirSeal() throws IOException {
        desk.post(path(ann), wanted(WHY)).is(200);
        end(desk, ann).is(204);
        review(officer, oneWaiting(), "{\"note\":\"Quillnote: right so\"}").is(204);
        assertThat(officer.get("/api/audit/rows").is(200).text()).contains("emergency.open").doesNotContain("Quill");
        assertThat(officer.get("/api/audit/rows.csv?names=true").is(200).text())
                .contains("emergency.review")
                .doesNotContain("Quill");
        try (var files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Quillwort", "Quillnote");
            }
        }
    }

    /** Whoever is signed out, deactivated or without the role meanwhile reads no more of what he opened. */
    @Test
    void anOpenAccessIsNoSignIn() {
        desk.post(path(ann), wanted(WHY)).is(200);
        fixture.client().get(path(ann)).is(401, "signed_out");
        fixture.minutesPass(16);
        desk.get(path(ann)).is(401, "signed_out");
        fixture.as(counselor).get(path(ann)).is(200);
    }
}
