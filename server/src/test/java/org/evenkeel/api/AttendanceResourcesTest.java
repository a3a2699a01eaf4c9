package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;

/** The record of a session over HTTP: looked at, corrected, entered by hand, signed, amended, exported. */
@Timeout(60)
class AttendanceResourcesTest {

    @TempDir Path folder;
    private ApiFixture fixture;
    private PersonId present;
    private PersonId absent;
    private HeldSession held;
    private ApiClient counselor;

    /** Ninety minutes with one participant there from minute 5 on, and one who did not come. */
    @BeforeEach
    void hold() {
        fixture = ApiFixture.open(folder);
        present = fixture.participant();
        absent = fixture.participant();
        held = new HeldSession(fixture, present, absent);
        fixture.minutesPass(5);
        held.join(present);
        fixture.minutesPass(85);
        held.end();
        counselor = fixture.as(held.counselor);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String path(String what) {
        return "/api/staff/sessions/" + held.session.id().value() + "/attendance" + what;
    }

    private JsonNode record() {
        return counselor.get(path("")).is(200).json();
    }

    private static JsonNode person(JsonNode record, PersonId person) {
        return record.get("people")
                .valueStream()
                .filter(each -> each.get("person").asString().equals(person.value()))
                .findFirst()
                .orElseThrow();
    }

    private String correction(JsonNode seen, PersonId person, String what) {
        return "{\"version\":%d,\"person\":\"%s\",%s,\"reason\":\"made-up reason\"}"
                .formatted(seen.get("version").asLong(), person.value(), what);
    }

    private static String version(JsonNode seen) {
        return "{\"version\":%d}".formatted(seen.get("version").asLong());
    }

    @Test
    void theRecordShowsWhoWasThereAndForHowLong() {
        JsonNode record = record();
        assertThat(record.get("phase").asString()).isEqualTo("ended");
        assertThat(record.get("numberInGroup").asInt()).isEqualTo(1);
        assertThat(record.get("timeZone").asString()).isEqualTo("America/New_York");
        assertThat(record.get("notice").asString()).startsWith("42 CFR part 2");
        assertThat(record.get("clinic").asString()).isEqualTo("Made-up Clinic");
        assertThat(record.get("may").toString())
                .isEqualTo("{\"correct\":true,\"sign\":true,\"amend\":false,\"export\":true}");
        JsonNode there = person(record, present);
        assertThat(there.get("minutes").asInt()).isEqualTo(85);
        assertThat(there.get("countableMillis").asLong()).isEqualTo(85 * 60_000);
        assertThat(there.get("status").asString()).isEqualTo("present");
        assertThat(there.get("lateMinutes").asInt()).isEqualTo(5);
        assertThat(there.get("source").asString()).isEqualTo("system");
        assertThat(there.get("intervals").get(0).get("kind").asString()).isEqualTo("present");
        assertThat(person(record, absent).get("status").asString()).isEqualTo("no_show");
        assertThat(record.get("missing").toString()).contains(absent.value()).doesNotContain(present.value());
    }

    /** Ninety minutes; the counselor who is alone with the group talks apart with one of two for five of them. */
    @Test
    void timeApartIsAPieceOfHisBarAndAGapOfStaffForTheGroup() {
        var apart = fixture.participant();
        var left = fixture.participant();
        var other = new HeldSession(fixture, apart, left);
        other.join(apart);
        other.join(left);
        fixture.minutesPass(40);
        other.stepAside(apart, 5);
        fixture.minutesPass(45);
        other.end();
        JsonNode record =
                fixture.as(other.counselor)
                        .get("/api/staff/sessions/" + other.session.id().value() + "/attendance")
                        .is(200)
                        .json();
        assertThat(person(record, apart).get("intervals").valueStream().map(each -> each.get("kind").asString()))
                .containsExactly("present", "aside", "present");
        assertThat(person(record, apart).get("flags").toString())
                .isEqualTo("[{\"code\":\"stepped_aside\",\"count\":1,\"millis\":300000}]");
        assertThat(person(record, left).get("flags").toString())
                .isEqualTo("[{\"code\":\"staff_gap\",\"millis\":300000}]");
        assertThat(person(record, apart).get("minutes").asInt()).isEqualTo(85);
        assertThat(person(record, left).get("minutes").asInt()).isEqualTo(85);
        assertThat(record.get("staffGapMillis").asLong()).isEqualTo(300_000);
    }

    @Test
    void aCorrectionSaysWhoWhenWhyOldAndNew() {
        JsonNode seen = record();
        JsonNode after =
                counselor
                        .post(path("/corrections"), correction(seen, present, "\"minutes\":80,\"status\":\"late\""))
                        .is(200)
                        .json();
        assertThat(person(after, present).get("minutes").asInt()).isEqualTo(80);
        assertThat(person(after, present).get("status").asString()).isEqualTo("late");
        assertThat(person(after, present).get("note").asString()).isEqualTo("made-up reason");
        assertThat(person(after, present).get("flags").toString()).contains("{\"code\":\"corrected\"}");
        JsonNode first = after.get("corrections").get(0);
        assertThat(first.get("oldMinutes").asInt()).isEqualTo(85);
        assertThat(first.get("newMinutes").asInt()).isEqualTo(80);
        assertThat(first.get("by").asString()).isEqualTo(held.counselor.value());
        assertThat(after.get("corrections").get(1).get("oldStatus").asString()).isEqualTo("present");
        assertThat(after.get("version").asLong()).isGreaterThan(seen.get("version").asLong());
        assertThat(record()).isEqualTo(after);
    }

    @Test
    void whoSawAnOlderRecordChangesNothing() {
        JsonNode seen = record();
        counselor.post(path("/corrections"), correction(seen, present, "\"minutes\":80")).is(200);
        counselor.post(path("/corrections"), correction(seen, present, "\"minutes\":70")).is(409, "changed_meanwhile");
        counselor.post(path("/sign"), version(seen)).is(409, "changed_meanwhile");
        assertThat(person(record(), present).get("minutes").asInt()).isEqualTo(80);
    }

    @Test
    void eachWrongFieldIsNamed() {
        JsonNode seen = record();
        refused(correction(seen, present, "\"minutes\":-1"), "minutes");
        refused(correction(seen, present, "\"minutes\":\"80\""), "minutes");
        refused(correction(seen, present, "\"status\":\"not_admitted\""), "status");
        refused(correction(seen, present, "\"status\":\"late_and_left_early\""), "status");
        refused(correction(seen, present, "\"status\":\"late\"").replace("made-up reason", "ab"), "reason");
        refused(correction(seen, held.counselor, "\"status\":\"late\""), "person");
        refused(version(seen).replace("}", ",\"person\":\"x\",\"reason\":\"made-up\"}"), "person");
        refused(correction(seen, present, "\"status\":\"late\"").replace("\"status\":\"late\",", ""), "minutes");
    }

    private void refused(String body, String field) {
        counselor.post(path("/corrections"), body).refusesField(field);
    }

    @Test
    void somebodyOnThePhoneIsEnteredByHand() {
        long start = held.session.plan().start();
        String body =
                "{\"version\":%d,\"person\":\"%s\",\"from\":%d,\"to\":%d,\"reason\":\"by phone\"}"
                        .formatted(
                                record().get("version").asLong(), absent.value(), start + 600_000, start + 3_600_000);
        counselor
                .post(path("/manual"), body.replace("\"to\":" + (start + 3_600_000), "\"to\":" + start))
                .refusesField("to");
        JsonNode after = counselor.post(path("/manual"), body).is(200).json();
        assertThat(person(after, absent).get("minutes").asInt()).isEqualTo(50);
        assertThat(person(after, absent).get("source").asString()).isEqualTo("manual");
        assertThat(person(after, absent).get("flags").toString()).contains("manual_phone");
        assertThat(after.get("numberInGroup").asInt()).isEqualTo(2);
        assertThat(after.get("missing").size()).isZero();
    }

    @Test
    void aSignatureSealsAndOnlyAmendmentsFollow() {
        JsonNode signed = counselor.post(path("/sign"), version(record())).is(200).json();
        assertThat(signed.get("signature").get("by").asString()).isEqualTo(held.counselor.value());
        assertThat(signed.get("signature").get("credential").asString()).isEqualTo("LCSW");
        assertThat(signed.get("signature").get("hash").asString()).matches("[0-9a-f]{64}");
        assertThat(signed.get("may").toString())
                .isEqualTo("{\"correct\":false,\"sign\":false,\"amend\":true,\"export\":true}");
        counselor.post(path("/corrections"), correction(signed, present, "\"minutes\":80")).is(409, "already_signed");
        counselor.post(path("/sign"), version(signed)).is(409, "already_signed");
        JsonNode amended =
                counselor.post(path("/amendments"), correction(signed, present, "\"minutes\":80")).is(200).json();
        assertThat(person(amended, present).get("minutes").asInt()).isEqualTo(80);
        assertThat(amended.get("corrections").size()).isZero();
        assertThat(amended.get("amendments").get(0).get("oldMinutes").asInt()).isEqualTo(85);
        assertThat(amended.get("signature").get("hash")).isNotEqualTo(signed.get("signature").get("hash"));
        JsonNode today = counselor.get("/api/staff/today").is(200).json().get("sessions").get(0);
        assertThat(today.get("signed").asBoolean()).isTrue();
        assertThat(today.get("present").asInt()).isEqualTo(1);
        assertThat(counselor.get("/api/clinic/sessions?from=2026-11-17&to=2026-11-17").text())
                .contains("\"signed\":true");
    }

    @Test
    void onlyACredentialedFacilitatorOfTheSessionSigns() {
        ApiClient supervisor = fixture.as(StaffRole.SUPERVISOR);
        JsonNode seen = supervisor.get(path("")).is(200).json();
        assertThat(seen.get("may").toString())
                .isEqualTo("{\"correct\":true,\"sign\":false,\"amend\":false,\"export\":true}");
        supervisor.post(path("/sign"), version(seen)).is(403, "no_credential");
        supervisor.post(path("/amendments"), correction(seen, present, "\"minutes\":80")).is(409, "not_signed");
        JsonNode after =
                supervisor.post(path("/corrections"), correction(seen, present, "\"minutes\":80")).is(200).json();
        assertThat(after.get("corrections").get(0).get("byName").asString()).startsWith("Test Staff");
    }

    @Test
    void theExportCarriesTheNoticeAndNamesOnlyWhenAskedFor() {
        ApiClient.Reply plain = counselor.get(path(".csv")).is(200);
        assertThat(plain.header("Content-Type").orElseThrow()).isEqualTo("text/csv; charset=utf-8");
        assertThat(plain.header("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"attendance.csv\"");
        assertThat(plain.text().lines()).hasSize(3);
        assertThat(plain.text()).contains("42 CFR part 2").doesNotContain("Testname");
        assertThat(counselor.get(path(".csv?names=true")).is(200).text()).contains("Testname");
    }

    @Test
    void aParticipantSeesHisOwnMinutesOnly() {
        ApiClient tab = fixture.visit(present);
        String path = "/api/visit/sessions/" + held.session.id().value() + "/minutes";
        JsonNode own = tab.get(path).is(200).json();
        assertThat(own.get("minutes").asInt()).isEqualTo(85);
        assertThat(own.get("minutesToday").asInt()).isEqualTo(85);
        assertThat(own.propertyNames()).containsExactlyInAnyOrder("minutes", "intervals", "minutesToday");
        assertThat(own.get("intervals").get(0).propertyNames()).containsExactlyInAnyOrder("kind", "from", "to");
        assertThat(fixture.visit(absent).get(path).is(200).json().get("minutes").asInt()).isZero();
        fixture.visit(fixture.participant()).get(path).is(404, "not_found");
    }

    @Test
    void thereIsNoRecordOfASessionThatDoesNotExist() {
        counselor.get("/api/staff/sessions/none/attendance").is(404, "not_found");
        counselor.get("/api/staff/sessions/none/attendance.csv").is(404, "not_found");
    }
}
