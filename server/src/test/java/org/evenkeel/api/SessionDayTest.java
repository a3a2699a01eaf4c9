package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.edge.Doorman;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Session;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.Expected;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The way into a live room, and what the resources know of it and tell it. */
@Timeout(60)
class SessionDayTest {

    private static final String ANSWERS =
            """
            {"place":"1 Example Street","state":"NY","callBack":"555 0102","alone":true,"driving":false,
             "safe":false,"rulesAccepted":true,"complete":true}
            """;

    @TempDir Path folder;
    private ApiFixture fixture;
    private PersonId counselor;
    private PersonId person;
    private Session session;

    @BeforeEach
    void open() {
        fixture = ApiFixture.open(folder);
        counselor = fixture.staff(StaffRole.COUNSELOR);
        person = fixture.participant();
        session = fixture.session(10, Map.of(counselor, Role.FACILITATOR, person, Role.PARTICIPANT));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String staffPath(String what) {
        return "/api/staff/sessions/" + session.id().value() + "/" + what;
    }

    private String visitPath(String what) {
        return "/api/visit/sessions/" + session.id().value() + "/" + what;
    }

    private static String ticket(ApiClient.Reply reply) {
        return reply.is(200).json().get("ticket").asString();
    }

    private TestSocket enter(ApiClient client, String path) {
        return TestSocket.open(fixture, ticket(client.post(path)));
    }

    private static JsonNode today(ApiClient browser) {
        return browser.get("/api/staff/today?date=2026-11-17").is(200).json().get("sessions").get(0);
    }

    private static String figures(ApiClient browser) {
        JsonNode entry = today(browser);
        return "%s %d/%d/%d"
                .formatted(
                        entry.get("phase").asString(),
                        entry.get("expected").asInt(),
                        entry.get("waiting").asInt(),
                        entry.get("present").asInt());
    }

    @Test
    void fromTheTicketsToTheRoomAndTodayKnowsHowItStands() {
        ApiClient desk = fixture.as(counselor);
        ApiClient tab = fixture.visit(person);
        assertThat(figures(desk)).isEqualTo("prepared 1/0/0");
        TestSocket staff = enter(desk, staffPath("ticket"));
        assertThat(staff.next("welcome").get("room").get("session").get("title").asString())
                .startsWith("Evening group");
        TestSocket participant = enter(tab, visitPath("ticket"));
        assertThat(participant.next("welcome").get("room").get("session").get("title").asString())
                .isEqualTo("Appointment");
        staff.nextWith("waiting");
        assertThat(figures(desk)).isEqualTo("prepared 1/1/0");
        tab.put(visitPath("gate"), ANSWERS).is(204);
        assertThat(staff.nextWith("\"gatePassed\":true").toString()).contains("\"safe\":false");
        String member = fixture.memberIds.member(session.id(), person).value();
        staff.command("{\"kind\":\"start\"}");
        staff.command("{\"kind\":\"admit\",\"member\":\"%s\"}".formatted(member));
        participant.nextWith("\"standing\":\"admitted\"");
        assertThat(figures(desk)).isEqualTo("started 1/0/1");
        assertThat(today(desk).get("role").asString()).isEqualTo("facilitator");
        JsonNode gate = desk.get(staffPath("people/" + member + "/gate")).is(200).json();
        assertThat(gate.get("place").asString()).isEqualTo("1 Example Street");
        assertThat(gate.get("at").asLong()).isEqualTo(fixture.now.get());
    }

    private String entry(ApiClient tab) {
        return tab.get(visitPath("entry")).is(200).json().get("entry").asString();
    }

    private void staffDo(TestSocket staff, String kind, String more) {
        String member = fixture.memberIds.member(session.id(), person).value();
        staff.command("{\"kind\":\"%s\",\"member\":\"%s\"%s}".formatted(kind, member, more));
    }

    /** An undo reached nobody: the page of whoever was taken out had no way to hear of it. */
    @Test
    void whoWasTakenOutHearsWhetherTheDoorIsOpenAgainAndNeverWhy() {
        ApiClient tab = fixture.visit(person);
        assertThat(entry(tab)).isEqualTo("free");
        TestSocket staff = enter(fixture.as(counselor), staffPath("ticket"));
        enter(tab, visitPath("ticket")).next("welcome");
        staffDo(staff, "decline", "");
        assertThat(entry(tab)).isEqualTo("not_now");
        staffDo(staff, "undo_decline", "");
        assertThat(entry(tab)).isEqualTo("free");
        staffDo(staff, "remove", ",\"removal\":\"may_return\",\"reason\":\"safety\"");
        assertThat(entry(tab)).isEqualTo("by_waiting_room");
        staffDo(staff, "remove", ",\"removal\":\"barred\",\"reason\":\"safety\"");
        assertThat(tab.get(visitPath("entry")).is(200).json().toString()).isEqualTo("{\"entry\":\"not_now\"}");
        staffDo(staff, "undo_remove", "");
        assertThat(entry(tab)).isEqualTo("free");
        fixture.clinic.schedule().recordStarted(session.id(), fixture.now.get());
        fixture.clinic.schedule().recordEnded(session.id(), fixture.now.get());
        assertThat(entry(tab)).isEqualTo("ended");
        fixture.visit(fixture.participant()).get(visitPath("entry")).is(404, "not_found");
    }

    @Test
    void whoIsPutOutLosesHisSocketAtOnce() {
        TestSocket participant = enter(fixture.visit(person), visitPath("ticket"));
        participant.next("welcome");
        fixture.as(counselor).post("/api/clinic/participants/" + person.value() + "/deactivate").is(200);
        assertThat(participant.next("bye").get("code").asInt()).isEqualTo(4507);
    }

    @Test
    void whenTheRoomDoesNotAnswerTodayShowsWhatIsNotedAndTheGateSaysSo() {
        ApiClient desk = fixture.as(counselor);
        ApiClient tab = fixture.visit(person);
        fixture.clinic.schedule().recordStarted(session.id(), fixture.now.get());
        fixture.store.down();
        assertThat(figures(desk)).isEqualTo("started 1/0/0");
        tab.put(visitPath("gate"), ANSWERS).is(503, "unavailable");
        fixture.store.up();
        fixture.minutesPass(1);
        tab.put(visitPath("gate"), ANSWERS).is(204);
    }

    @Test
    void whileTheDatabaseTakesNothingInEverybodyIsToldToComeBack() throws InterruptedException {
        String link = fixture.link(person);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Thread other = Thread.ofVirtual().start(() -> fixture.database.write(_ -> hold(held, enough)));
        held.await();
        ApiClient.Reply reply = fixture.client().post("/api/links/exchange", "{\"token\":\"" + link + "\"}");
        enough.countDown();
        other.join();
        assertThat(reply.is(503, "unavailable").header("Retry-After")).isPresent();
    }

    private static int hold(CountDownLatch held, CountDownLatch enough) {
        held.countDown();
        try {
            enough.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    @Test
    void staffComeAsTheRosterSaysSupervisorsAsObserversOthersNotAtAll() {
        assertThat(entrance(fixture.as(counselor)).role()).isEqualTo(Role.FACILITATOR);
        assertThat(entrance(fixture.as(counselor)).credentialed()).isTrue();
        assertThat(entrance(fixture.as(StaffRole.SUPERVISOR)).role()).isEqualTo(Role.OBSERVER);
        fixture.as(StaffRole.COUNSELOR).post(staffPath("ticket")).is(403, "not_allowed");
        fixture.as(StaffRole.PEER_MENTOR).post(staffPath("ticket")).is(404, "not_found");
        fixture.minutesPass(-30);
        fixture.as(counselor).post(staffPath("ticket")).is(409, "not_open");
    }

    private Doorman.Entrance entrance(ApiClient browser) {
        return fixture.doorman.redeem(ticket(browser.post(staffPath("ticket")))).orElseThrow();
    }

    @Test
    void aTicketSaysAllThatTheRoomMustKnow() {
        ApiClient tab = fixture.visit(person);
        tab.put(visitPath("gate"), ANSWERS).is(204);
        String ticket = ticket(tab.post(visitPath("ticket")));
        Doorman.Entrance entrance = fixture.doorman.redeem(ticket).orElseThrow();
        assertThat(entrance.session()).isEqualTo(session.id());
        assertThat(entrance.person()).isEqualTo(person);
        assertThat(entrance.role()).isEqualTo(Role.PARTICIPANT);
        assertThat(entrance.expected()).isEqualTo(Expected.TODAY);
        assertThat(entrance.settings()).isEqualTo(session.plan().roomSettings());
        assertThat(entrance.gate().orElseThrow().safe()).isFalse();
        assertThat(fixture.doorman.redeem(ticket)).isEmpty();
        assertThat(fixture.doorman.redeem("never issued")).isEmpty();
    }

    @Test
    void answersTakenBackToPartialDoNotPassTheGate() {
        ApiClient tab = fixture.visit(person);
        tab.put(visitPath("gate"), ANSWERS).is(204);
        tab.put(visitPath("gate"), "{\"complete\":false}").is(204);
        String ticket = ticket(tab.post(visitPath("ticket")));
        assertThat(fixture.doorman.redeem(ticket).orElseThrow().gate()).isEmpty();
    }

    @Test
    void aTicketDiesWithTheLinkAndAfterAMinute() {
        ApiClient tab = fixture.visit(person);
        String late = ticket(tab.post(visitPath("ticket")));
        fixture.minutesPass(2);
        assertThat(fixture.doorman.redeem(late)).isEmpty();
        String revoked = ticket(tab.post(visitPath("ticket")));
        fixture.identity.links().revoke(Caller.operator(), person);
        assertThat(fixture.doorman.redeem(revoked)).isEmpty();
    }

    @Test
    void whoseAccessEndedIsNotWelcomeAnyMore() {
        assertThat(fixture.doorman.stillWelcome(session.id(), person)).isFalse();
        fixture.link(person);
        assertThat(fixture.doorman.stillWelcome(session.id(), person)).isTrue();
        fixture.identity.links().revoke(Caller.operator(), person);
        assertThat(fixture.doorman.stillWelcome(session.id(), person)).isFalse();
        assertThat(fixture.doorman.stillWelcome(session.id(), counselor)).isFalse();
        ApiClient desk = fixture.as(counselor);
        assertThat(fixture.doorman.stillWelcome(session.id(), counselor)).isTrue();
        desk.post("/api/staff/sign-out").is(204);
        assertThat(fixture.doorman.stillWelcome(session.id(), counselor)).isFalse();
    }

    @Test
    void aCancelledSessionDoesNotExistForRooms() {
        assertThat(fixture.doorman.exists(session.id())).isTrue();
        fixture.as(counselor).post("/api/clinic/sessions/" + session.id().value() + "/cancel").is(200);
        assertThat(fixture.doorman.exists(session.id())).isFalse();
    }

    @Test
    void answersAreForThoseWithACareRoleInThisSession() {
        fixture.visit(person).put(visitPath("gate"), ANSWERS).is(204);
        String path = staffPath("people/" + fixture.memberIds.member(session.id(), person).value() + "/gate");
        fixture.as(counselor).get(path).is(200);
        fixture.as(StaffRole.SUPERVISOR).get(path).is(200);
        fixture.as(StaffRole.COUNSELOR).get(path).is(403, "not_allowed");
        fixture.as(counselor).get(staffPath("people/nobody/gate")).is(404, "not_found");
    }

    @Test
    void todayShowsOnlyWhatOneMayOpenOrReview() {
        assertThat(fixture.as(StaffRole.PEER_MENTOR).get("/api/staff/today").json().get("sessions").size()).isZero();
        assertThat(fixture.as(StaffRole.SCHEDULER).get("/api/staff/today").json().get("sessions").size()).isZero();
        JsonNode reviewed = today(fixture.as(StaffRole.COUNSELOR));
        assertThat(reviewed.has("role")).isFalse();
        fixture.as(counselor).get("/api/staff/today?date=today").refusesField("date");
    }
}
