package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The clinic's plain screens: staff, participants, their links, groups, sessions, files of participants. */
@Timeout(30)
class ClinicResourcesTest {

    @TempDir static Path folder;
    private static ApiFixture fixture;
    private static ApiClient supervisor;

    @BeforeAll
    static void open() {
        fixture = ApiFixture.open(folder);
        supervisor = fixture.as(StaffRole.SUPERVISOR);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static String staffFields(String login, String roles) {
        return "\"signInName\":\"%s\",\"name\":\"Sam T.\",\"fullName\":\"Sam Testname\",\"roles\":%s"
                .formatted(login, roles);
    }

    private static String participantFields(String name) {
        return "\"name\":\"\",\"fullName\":\"%s\",\"language\":\"en\"".formatted(name);
    }

    private static String groupFields(String name, PersonId leader, String roster) {
        return """
        "name":"%s","kind":"therapy","timeZone":"America/New_York","chat":false,
        "slots":[{"day":3,"start":"18:00","minutes":90}],
        "leaders":[{"staff":"%s","role":"facilitator"}],"roster":%s
        """
                .formatted(name, leader.value(), roster);
    }

    private static String json(String fields) {
        return "{" + fields + "}";
    }

    private static JsonNode find(JsonNode list, String id) {
        return list.valueStream().filter(each -> each.get("id").asString().equals(id)).findFirst().orElseThrow();
    }

    // --- staff ---

    @Test
    void staffAreAddedChangedAndListed() {
        String roles = "[\"counselor\",\"scheduler\"]";
        JsonNode added =
                supervisor
                        .post(
                                "/api/clinic/staff",
                                json(
                                        staffFields("sam", roles)
                                                + ",\"credential\":\"LMHC\",\"password\":\"0123456789ab\""))
                        .is(200)
                        .json();
        String path = "/api/clinic/staff/" + added.get("id").asString();
        assertThat(added.get("roles").toString()).isEqualTo(roles);
        assertThat(added.get("credential").asString()).isEqualTo("LMHC");
        assertThat(added.get("hasPassword").asBoolean()).isTrue();
        assertThat(added.has("lastSignIn")).isFalse();
        JsonNode changed =
                supervisor.put(path, json(staffFields("sam", "[\"counselor\"]") + ",\"version\":1")).is(200).json();
        assertThat(changed.get("version").asLong()).isEqualTo(2);
        assertThat(changed.has("credential")).isFalse();
        JsonNode all = supervisor.get("/api/clinic/staff").is(200).json().get("staff");
        assertThat(find(all, added.get("id").asString())).isEqualTo(changed);
        assertThat(supervisor.post(path + "/deactivate").is(200).json().get("active").asBoolean()).isFalse();
        assertThat(supervisor.post(path + "/activate").is(200).json().get("active").asBoolean()).isTrue();
    }

    @Test
    void whenSomebodySignedInLastIsKnownAfterHeSignedOut() {
        PersonId counselor = fixture.staff(StaffRole.COUNSELOR);
        long at = fixture.now.get();
        fixture.as(counselor).post("/api/staff/sign-out").is(204);
        fixture.minutesPass(1);
        JsonNode all = supervisor.get("/api/clinic/staff").is(200).json().get("staff");
        assertThat(find(all, counselor.value()).get("lastSignIn").asLong()).isEqualTo(at);
    }

    @Test
    void whoSavesOverSomebodyElsesChangeIsToldSo() {
        String path = "/api/clinic/staff/" + fixture.staff(StaffRole.COUNSELOR).value();
        supervisor.put(path, json(staffFields("first", "[\"counselor\"]") + ",\"version\":1")).is(200);
        supervisor
                .put(path, json(staffFields("second", "[\"counselor\"]") + ",\"version\":1"))
                .is(409, "changed_meanwhile");
    }

    @Test
    void eachWrongFieldOfStaffIsNamed() {
        String good = ",\"password\":\"0123456789ab\"";
        supervisor
                .post("/api/clinic/staff", json(staffFields("a b", "[\"counselor\"]") + good))
                .refusesField("signInName");
        supervisor.post("/api/clinic/staff", json(staffFields("ab", "[\"king\"]") + good)).refusesField("roles");
        supervisor.post("/api/clinic/staff", json(staffFields("ab", "[]") + good)).refusesField("roles");
        supervisor.post("/api/clinic/staff", json(staffFields("ab", "\"counselor\"") + good)).refusesField("roles");
        supervisor.post("/api/clinic/staff", json(staffFields("ab", "[null]") + good)).refusesField("roles");
        supervisor
                .post("/api/clinic/staff", json(staffFields("ab", "[\"counselor\"]") + ",\"password\":\"short\""))
                .refusesField("password");
        String taken = fixture.signInName(fixture.staff(StaffRole.COUNSELOR));
        supervisor.post("/api/clinic/staff", json(staffFields(taken, "[\"counselor\"]") + good)).is(422, "name_taken");
        assertThat(supervisor.get("/api/clinic/staff").text()).doesNotContain("\"ab\"");
    }

    @Test
    void anItAdministratorCannotMakeSomebodyWhoSeesParticipants() {
        ApiClient admin = fixture.as(StaffRole.IT_ADMIN);
        String password = ",\"password\":\"0123456789ab\"";
        admin.post("/api/clinic/staff", json(staffFields("it2", "[\"it_admin\"]") + password)).is(200);
        admin.post("/api/clinic/staff", json(staffFields("it3", "[\"counselor\"]") + password)).is(403, "not_allowed");
    }

    // --- participants and links ---

    @Test
    void participantsAreAddedWithOrWithoutANumberOfTheClinicsOwn() {
        JsonNode plain =
                supervisor.post("/api/clinic/participants", json(participantFields("Robin Example"))).is(200).json();
        assertThat(plain.get("name").asString()).isEqualTo("Robin E.");
        assertThat(plain.get("reference").asString()).matches("P-[0-9A-F]{10}");
        assertThat(plain.get("link").toString()).isEqualTo("{\"state\":\"none\"}");
        JsonNode numbered =
                supervisor
                        .post(
                                "/api/clinic/participants",
                                json(
                                        participantFields("Alex Sample")
                                                + ",\"reference\":\"N-1\",\"phone\":\"555 0100\""))
                        .is(200)
                        .json();
        assertThat(numbered.get("reference").asString()).isEqualTo("N-1");
        supervisor
                .post("/api/clinic/participants", json(participantFields("Kim Sample") + ",\"reference\":\"N-1\""))
                .refusesField("reference");
        JsonNode changed =
                supervisor
                        .put(
                                "/api/clinic/participants/" + numbered.get("id").asString(),
                                json(participantFields("Alex Sample") + ",\"version\":1"))
                        .is(200)
                        .json();
        assertThat(changed.get("reference").asString()).isEqualTo("N-1");
        assertThat(changed.has("phone")).isFalse();
    }

    @Test
    void aLinkIsShownOnceAndItsStateAlways() {
        PersonId person = fixture.participant();
        String path = "/api/clinic/participants/" + person.value() + "/link";
        JsonNode issued = supervisor.post(path).is(200).json();
        assertThat(issued.get("address").asString()).matches("https://clinic\\.example/#[A-Za-z0-9_-]{43}");
        JsonNode state = link(person);
        assertThat(state.get("state").asString()).isEqualTo("active");
        assertThat(state.get("expiresAt")).isEqualTo(issued.get("expiresAt"));
        assertThat(supervisor.get("/api/clinic/participants").text())
                .doesNotContain(issued.get("address").asString().split("#")[1]);
        supervisor.send("DELETE", path, Optional.empty(), "application/json").is(204);
        assertThat(link(person).get("state").asString()).isEqualTo("none");
        supervisor.post("/api/clinic/participants/nobody/link").is(404, "not_found");
    }

    private static JsonNode link(PersonId person) {
        return find(supervisor.get("/api/clinic/participants").is(200).json().get("participants"), person.value())
                .get("link");
    }

    // --- groups and sessions ---

    @Test
    void aGroupAndItsSessionsAreThereAtOnce() {
        PersonId leader = fixture.staff(StaffRole.COUNSELOR);
        PersonId person = fixture.participant();
        String roster = "[\"" + person.value() + "\"]";
        JsonNode group =
                supervisor.post("/api/clinic/groups", json(groupFields("Evening", leader, roster))).is(200).json();
        assertThat(group.get("slots").toString()).isEqualTo("[{\"day\":3,\"start\":\"18:00\",\"minutes\":90}]");
        assertThat(group.get("leaders").toString())
                .isEqualTo("[{\"staff\":\"%s\",\"role\":\"facilitator\"}]".formatted(leader.value()));
        assertThat(group.get("roster").toString()).isEqualTo(roster);
        assertThat(group.has("cap")).isFalse();
        String id = group.get("id").asString();
        List<JsonNode> sessions = sessions("2026-11-18", "2026-11-25", id);
        assertThat(sessions).hasSize(2);
        assertThat(sessions.getFirst().get("single").asBoolean()).isFalse();
        String cancel = "/api/clinic/sessions/" + sessions.getFirst().get("id").asString() + "/cancel";
        assertThat(supervisor.post(cancel).is(200).json().get("phase").asString()).isEqualTo("cancelled");
        supervisor.post(cancel).is(409, "closed");
        String changed = json(groupFields("Evening", leader, roster) + ",\"version\":1,\"cap\":8");
        assertThat(supervisor.put("/api/clinic/groups/" + id, changed).is(200).json().get("cap").asInt()).isEqualTo(8);
        supervisor.put("/api/clinic/groups/" + id, changed).is(409, "changed_meanwhile");
        supervisor.post("/api/clinic/groups/" + id + "/deactivate").is(200);
        assertThat(sessions("2026-11-18", "2026-11-25", id))
                .allSatisfy(each -> assertThat(each.get("phase").asString()).isEqualTo("cancelled"));
    }

    private static List<JsonNode> sessions(String from, String to, String group) {
        return supervisor
                .get("/api/clinic/sessions?from=" + from + "&to=" + to)
                .is(200)
                .json()
                .get("sessions")
                .valueStream()
                .filter(each -> each.get("group").asString().equals(group))
                .toList();
    }

    @Test
    void eachWrongFieldOfAGroupIsNamed() {
        PersonId leader = fixture.staff(StaffRole.COUNSELOR);
        String good = json(groupFields("Odd", leader, "[]"));
        refused(good.replace("therapy", "party"), "kind");
        refused(good.replace("America/New_York", "Nowhere/Town"), "timeZone");
        refused(good.replace("America/New_York", "GMT+3"), "timeZone");
        refused(good.replace("18:00", "25:00"), "slots");
        refused(good.replace("\"day\":3", "\"day\":8"), "slots");
        refused(good.replace("\"day\":3,", ""), "slots");
        refused(good.replace("\"minutes\":90", "\"minutes\":0"), "slots");
        refused(good.replace("\"minutes\":90", "\"minutes\":1.5"), "slots");
        refused(good.replace(leader.value(), "nobody"), "leaders");
        refused(good.replace("facilitator", "participant"), "leaders");
        refused(good.replace("\"roster\":[]", "\"roster\":[\"nobody\"]"), "roster");
        refused(good.replace("\"roster\":[]", "\"roster\":[\"\"]"), "roster");
        refused(good.replace("\"chat\":false", "\"chat\":false,\"cap\":0"), "cap");
        refused(good.replace("\"chat\":false", "\"chat\":false,\"neutralTitle\":\"Recovery\""), "neutralTitle");
        supervisor
                .post(
                        "/api/clinic/groups",
                        good.replace("\"chat\":false", "\"chat\":true,\"neutralTitle\":\"Appointment\""))
                .is(200);
    }

    private static void refused(String group, String field) {
        supervisor.post("/api/clinic/groups", group).refusesField(field);
    }

    @Test
    void aSingleSessionTakesThePeopleOfItsGroup() {
        PersonId leader = fixture.staff(StaffRole.COUNSELOR);
        JsonNode group =
                supervisor.post("/api/clinic/groups", json(groupFields("Single", leader, "[]"))).is(200).json();
        String body =
                "{\"group\":\"%s\",\"start\":\"2026-11-20T09:30\",\"minutes\":45}"
                        .formatted(group.get("id").asString());
        JsonNode session = supervisor.post("/api/clinic/sessions", body).is(200).json();
        assertThat(session.get("single").asBoolean()).isTrue();
        assertThat(session.get("groupName").asString()).isEqualTo("Single");
        assertThat(session.get("end").asLong() - session.get("start").asLong()).isEqualTo(45 * 60_000);
        supervisor.post("/api/clinic/sessions", body.replace("T09:30", "")).refusesField("start");
        supervisor.post("/api/clinic/sessions", body.replace("45", "0")).refusesField("minutes");
        supervisor.post("/api/clinic/sessions", body.replace(group.get("id").asString(), "none")).refusesField("group");
        supervisor.get("/api/clinic/sessions?from=2026-11-20").refusesField("to");
        supervisor.get("/api/clinic/sessions?from=2026-11-20&to=2026-11-19").refusesField("to");
        supervisor.get("/api/clinic/sessions?from=yesterday&to=2026-11-19").refusesField("from");
    }

    // --- files ---

    @Test
    void aFileIsCheckedFirstThenTakenInWholeWithGroups() {
        PersonId leader = fixture.staff(StaffRole.COUNSELOR);
        String group =
                supervisor
                        .post("/api/clinic/groups", json(groupFields("Import here", leader, "[]")))
                        .json()
                        .get("id")
                        .asString();
        String file =
                "\uFEFFfull_name,name,language,reference,phone,group\r\n"
                        + "Robin Import,Ro,es,I-1,555 0100,import HERE\r\n"
                        + "Alex Import,,,,,\r\n";
        assertThat(supervisor.csv("/api/clinic/participants/import?check=true", file).is(200).text())
                .isEqualTo("{\"rows\":2,\"imported\":0,\"problems\":[]}");
        assertThat(supervisor.get("/api/clinic/participants").text()).doesNotContain("Robin Import");
        assertThat(supervisor.csv("/api/clinic/participants/import?check=false", file).is(200).text())
                .isEqualTo("{\"rows\":2,\"imported\":2,\"problems\":[]}");
        JsonNode robin =
                supervisor
                        .get("/api/clinic/participants")
                        .json()
                        .get("participants")
                        .valueStream()
                        .filter(each -> each.get("fullName").asString().equals("Robin Import"))
                        .findFirst()
                        .orElseThrow();
        assertThat(robin.get("name").asString()).isEqualTo("Ro");
        assertThat(robin.get("groups").toString())
                .isEqualTo("[{\"id\":\"%s\",\"name\":\"Import here\"}]".formatted(group));
    }

    @Test
    void aFileWithProblemsIsTakenInNotAtAll() {
        String file =
                "full_name,name,language,reference,phone,group\n"
                        + "Good Person,,en,J-1,,\n"
                        + ",,en,J-2,,\n"
                        + "Far Away,,en,J-3,,No such group\n"
                        + "Twice There,,en,J-1,,\n"
                        + "Long Name,%s,en,J-4,,\n".formatted("x".repeat(61));
        String problems =
                "\"problems\":[{\"line\":3,\"column\":\"full_name\",\"code\":\"missing\",\"text\":\"This must be filled"
                    + " in.\"},{\"line\":4,\"column\":\"group\",\"code\":\"not_found\",\"text\":\"There is nothing of"
                    + " that name.\"},{\"line\":5,\"column\":\"reference\",\"code\":\"taken\",\"text\":\"This is taken"
                    + " already.\"},{\"line\":6,\"column\":\"name\",\"code\":\"too_long\",\"text\":\"This is too"
                    + " long.\"}]";
        for (String check : List.of("true", "false")) {
            assertThat(supervisor.csv("/api/clinic/participants/import?check=" + check, file).is(200).text())
                    .isEqualTo("{\"rows\":5,\"imported\":0," + problems + "}");
        }
        assertThat(supervisor.get("/api/clinic/participants").text()).doesNotContain("Good Person");
        supervisor.csv("/api/clinic/participants/import?check=perhaps", file).refusesField("check");
        supervisor.post("/api/clinic/participants/import", "{}").is(400, "bad_request");
    }
}
