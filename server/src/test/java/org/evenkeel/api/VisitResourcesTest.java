package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.RoomBus.Signal;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Session;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a participant's tab can ask: from the link to the ticket, and no further. */
@Timeout(30)
class VisitResourcesTest {

    private static final String COMPLETE =
            """
            {"place":"1 Example Street","state":"NY","callBack":"(555) 010-0102","alone":true,"driving":false,
             "safe":true,"rulesAccepted":true,"complete":true}
            """;

    @TempDir static Path folder;
    private static ApiFixture fixture;

    @BeforeAll
    static void open() {
        fixture = ApiFixture.open(folder);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static ApiClient.Reply exchange(String token) {
        return fixture.client().post("/api/links/exchange", "{\"token\":\"%s\"}".formatted(token));
    }

    private static String path(Session session, String what) {
        return "/api/visit/sessions/" + session.id().value() + "/" + what;
    }

    private static List<String> phases(ApiClient tab) {
        return tab.get("/api/visit")
                .is(200)
                .json()
                .get("appointments")
                .valueStream()
                .map(each -> each.get("phase").asString())
                .toList();
    }

    @Test
    void aLinkBecomesAVisitThatSaysNoMoreThanNeeded() {
        PersonId person = fixture.participant();
        Session session = fixture.session(10, Map.of(person, Role.PARTICIPANT));
        var visit = exchange(fixture.link(person)).is(200).json();
        assertThat(visit.propertyNames())
                .containsExactlyInAnyOrder("visit", "person", "language", "clinic", "appointments");
        assertThat(visit.get("language").asString()).isEqualTo("es");
        assertThat(visit.get("clinic").toString())
                .isEqualTo("{\"phone\":\"(555) 010-0100\",\"crisisLine\":\"988\",\"timeZone\":\"America/New_York\"}");
        assertThat(visit.get("appointments").toString())
                .isEqualTo(
                        "[{\"session\":\"%s\",\"start\":%d,\"end\":%d,\"phase\":\"open\"}]"
                                .formatted(session.id().value(), session.plan().start(), session.plan().end()));
    }

    @Test
    void everyBadLinkLooksTheSame() {
        PersonId revoked = fixture.participant();
        String revokedLink = fixture.link(revoked);
        fixture.identity.links().revoke(Caller.operator(), revoked);
        PersonId reissued = fixture.participant();
        String oldLink = fixture.link(reissued);
        fixture.link(reissued);
        PersonId left = fixture.participant();
        String leftLink = fixture.link(left);
        fixture.clinic.participants().deactivate(Caller.operator(), left, 1);
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        String entryLink = fixture.identity.entryLinks().issue(Caller.operator(), staff).value();
        List<ApiClient.Reply> replies =
                Stream.of(revokedLink, oldLink, leftLink, entryLink, "x", "", "no token at all ".repeat(20))
                        .map(VisitResourcesTest::exchange)
                        .toList();
        assertThat(replies).allSatisfy(reply -> reply.is(404, "link_unknown"));
        assertThat(replies.stream().map(ApiClient.Reply::text).distinct()).hasSize(1);
    }

    @Test
    void aRevokedLinkEndsItsVisitsAndTheNodesHearIt() {
        PersonId person = fixture.participant();
        ApiClient tab = fixture.visit(person);
        tab.get("/api/visit").is(200);
        fixture.as(StaffRole.COUNSELOR)
                .send(
                        "DELETE",
                        "/api/clinic/participants/" + person.value() + "/link",
                        Optional.empty(),
                        "application/json")
                .is(204);
        tab.get("/api/visit").is(401, "signed_out");
        assertThat(fixture.signals).contains(new Signal("person-signed-out", person.value()));
    }

    @Test
    void appointmentsAreThoseOfTodayAndTheNextOneAfter() {
        PersonId person = fixture.participant();
        Map<PersonId, Role> people = Map.of(person, Role.PARTICIPANT);
        fixture.session(-300, people);
        fixture.session(90, people);
        fixture.session(10, people);
        fixture.session(24 * 60, people);
        fixture.session(48 * 60, people);
        assertThat(phases(fixture.visit(person))).containsExactly("ended", "open", "early", "early");
    }

    @Test
    void whatRunsOverItsTimeStaysOpenUntilItEnds() {
        PersonId person = fixture.participant();
        Session session = fixture.session(-200, Map.of(person, Role.PARTICIPANT));
        ApiClient tab = fixture.visit(person);
        assertThat(phases(tab)).containsExactly("ended");
        fixture.clinic.schedule().recordStarted(session.id(), session.plan().start());
        assertThat(phases(tab)).containsExactly("open");
        fixture.clinic.schedule().recordEnded(session.id(), fixture.now.get());
        assertThat(phases(tab)).containsExactly("ended");
    }

    @Test
    void aTicketIsForThoseExpectedWhileTheDoorIsOpen() {
        PersonId person = fixture.participant();
        ApiClient tab = fixture.visit(person);
        Session own = fixture.session(29, Map.of(person, Role.PARTICIPANT));
        Session early = fixture.session(31, Map.of(person, Role.PARTICIPANT));
        Session others = fixture.session(10, Map.of(fixture.participant(), Role.PARTICIPANT));
        Session over = fixture.session(-200, Map.of(person, Role.PARTICIPANT));
        assertThat(tab.post(path(own, "ticket")).is(200).json().get("ticket").asString()).hasSize(43);
        tab.post(path(early, "ticket")).is(409, "not_open");
        tab.post(path(over, "ticket")).is(409, "ended");
        tab.post(path(others, "ticket")).is(404, "not_found");
        tab.post("/api/visit/sessions/nothing/ticket").is(404, "not_found");
        tab.post("/api/visit/sessions/" + "x".repeat(65) + "/ticket").is(404, "not_found");
    }

    @Test
    void answersAreKeptAsTheyComeAndReadBackByNobodyElse() {
        PersonId person = fixture.participant();
        Session session = fixture.session(10, Map.of(person, Role.PARTICIPANT));
        ApiClient tab = fixture.visit(person);
        assertThat(tab.get(path(session, "gate")).is(200).text()).isEqualTo("{\"complete\":false}");
        tab.put(path(session, "gate"), "{\"place\":\"1 Example Street\",\"alone\":false,\"complete\":false}").is(204);
        assertThat(tab.get(path(session, "gate")).is(200).text())
                .isEqualTo("{\"place\":\"1 Example Street\",\"alone\":false,\"complete\":false}");
        fixture.visit(fixture.participant()).get(path(session, "gate")).is(404, "not_found");
    }

    @Test
    void aCompleteGateNeedsEveryAnswer() {
        PersonId person = fixture.participant();
        Session session = fixture.session(10, Map.of(person, Role.PARTICIPANT));
        ApiClient tab = fixture.visit(person);
        tab.put(path(session, "gate"), "{\"place\":\"1 Example Street\",\"complete\":true}").refusesField("state");
        tab.put(path(session, "gate"), COMPLETE.replace("NY", "ZZ")).refusesField("state");
        tab.put(path(session, "gate"), COMPLETE.replace("(555) 010-0102", "call me")).refusesField("callBack");
        tab.put(path(session, "gate"), COMPLETE).is(204);
    }

    @Test
    void bodiesAreReadStrictly() {
        PersonId person = fixture.participant();
        Session session = fixture.session(10, Map.of(person, Role.PARTICIPANT));
        ApiClient tab = fixture.visit(person);
        String gate = path(session, "gate");
        tab.put(gate, "{\"complete\":false,\"more\":1}").refusesField("more");
        tab.put(gate, "{\"complete\":\"false\"}").refusesField("complete");
        tab.put(gate, "{\"complete\":0}").refusesField("complete");
        tab.put(gate, "{}").refusesField("complete");
        tab.put(gate, "{\"place\":7,\"complete\":false}").refusesField("place");
        tab.put(gate, "{\"alone\":\"yes\",\"complete\":false}").refusesField("alone");
        tab.put(gate, "{\"complete\":false} {}").is(400, "bad_request");
        tab.put(gate, "{\"complete\":false,\"complete\":true}").is(400, "bad_request");
        tab.put(gate, "[]").is(400, "bad_request");
        tab.put(gate, "null").is(400, "bad_request");
        tab.put(gate, "{").is(400, "bad_request");
        tab.put(gate, "").is(400, "bad_request");
        tab.send("PUT", gate, Optional.of("{\"complete\":false}"), "text/plain").is(400, "bad_request");
        exchange("x\",\"more\":\"y").refusesField("more");
        fixture.client().post("/api/links/exchange", "{}").refusesField("token");
        fixture.client().post("/api/links/exchange", "{\"token\":null}").refusesField("token");
    }

    @Test
    void theContactIsForEverybody() {
        assertThat(fixture.client().get("/api/contact").is(200).text())
                .isEqualTo("{\"phone\":\"(555) 010-0100\",\"crisisLine\":\"988\",\"timeZone\":\"America/New_York\"}");
    }
}
