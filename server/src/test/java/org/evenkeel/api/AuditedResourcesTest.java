package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.audit.AuditRow;
import org.evenkeel.audit.AuditVerifier;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Session;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Walks every resource of the router: each call leaves exactly the rows that it should, before its answer is there, and
 * no row holds anything that somebody typed. A resource that is not walked fails.
 */
@Timeout(120)
class AuditedResourcesTest {

    private static final String ANSWERS =
            """
            {"place":"1 Example Street","state":"NY","callBack":"555 0199","alone":true,"driving":false,"safe":true,\
            "rulesAccepted":true,"complete":true}\
            """;

    /** Whatever somebody typed in this walk; no row may hold any of it. */
    private static final List<String> TYPED =
            List.of(
                    "Testname",
                    "Person R",
                    "Test Staff",
                    "555",
                    "Example",
                    "made-up",
                    "Made-up",
                    "Evening",
                    "staff1",
                    "Quill",
                    "quill",
                    "R-",
                    "NY",
                    "Morning",
                    "LCSW");

    @TempDir Path folder;
    private ApiFixture fixture;
    private final Map<String, String> labels = new HashMap<>();
    private final Set<String> walked = new TreeSet<>();

    private PersonId ann;
    private PersonId supervisor;
    private ApiClient desk;

    @BeforeEach
    void open() {
        fixture = ApiFixture.open(folder);
        ann = label("ann", fixture.participant());
        supervisor = label("supervisor", fixture.staff(StaffRole.SUPERVISOR));
        desk = fixture.as(supervisor);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private PersonId label(String name, PersonId person) {
        labels.put(person.value(), name);
        return person;
    }

    private String id(String name, JsonNode answer) {
        String id = answer.get("id").asString();
        labels.put(id, name);
        return id;
    }

    /** Calls, and tells the rows that it left, once the ids of its answer have their labels. */
    private List<String> rows(long before) {
        List<AuditRow> rows = new ArrayList<>();
        fixture.audit.log().forEach(rows::add);
        return rows.stream().filter(row -> row.number() > before).map(this::said).toList();
    }

    private String said(AuditRow row) {
        String who = row.actor().isEmpty() ? row.kind() : row.kind() + ":" + labels.get(row.actor());
        String whom =
                List.of(row.subjects().split(" ")).stream()
                        .filter(subject -> !subject.isEmpty())
                        .map(
                                subject -> {
                                    String id = subject.substring(subject.indexOf(':') + 1);
                                    return id.isEmpty() ? "everybody" : labels.getOrDefault(id, "unknown " + subject);
                                })
                        .sorted()
                        .collect(Collectors.joining(" "));
        return who + " " + row.action() + " [" + whom + "] " + row.result();
    }

    private void leaves(String resource, Supplier<ApiClient.Reply> call, String... rows) {
        leaves(resource, call, _ -> {}, rows);
    }

    private void leaves(
            String resource, Supplier<ApiClient.Reply> call, Consumer<ApiClient.Reply> answered, String... rows) {
        walked.add(resource);
        long before = fixture.audit.log().head().number();
        answered.accept(call.get());
        assertThat(rows(before)).as(resource).containsExactly(rows);
    }

    private String link(PersonId person) {
        return "{\"token\":\"%s\"}".formatted(fixture.link(person));
    }

    @Test
    void everyCallLeavesExactlyItsRowsAndNothingThatSomebodyTyped() {
        doors();
        participants();
        groupsAndSessions();
        staff();
        ownAccount();
        system();
        emergencies();
        visit();
        attendance();
        auditLog();
        assertThat(walked)
                .isEqualTo(
                        Api.resources(fixture.parts).stream()
                                .map(Resource::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
        fixture.audit.log().forEach(row -> assertThat(words(row)).doesNotContain(TYPED.toArray(String[]::new)));
        assertThat(new AuditVerifier(fixture.audit.log()).verify(List.of()).fine()).isTrue();
    }

    /** Everything in a row but ids, which are random letters, and its time. */
    private String words(AuditRow row) {
        String words =
                String.join(" ", row.kind(), row.actor(), row.roles(), row.action(), row.subjects(), row.result());
        for (String id : labels.keySet()) {
            words = words.replace(id, "");
        }
        return words;
    }

    private void doors() {
        leaves("GET /api/contact", () -> fixture.client().get("/api/contact").is(200));
        String good = "{\"name\":\"%s\",\"password\":\"%s\"}";
        String name = fixture.signInName(supervisor);
        leaves(
                "POST /api/staff/sign-in",
                () -> fixture.client().post("/api/staff/sign-in", good.formatted(name, ApiFixture.PASSWORD)).is(200),
                "staff:supervisor staff.sign-in [supervisor] ok");
        leaves(
                "POST /api/staff/sign-in",
                () -> fixture.client().post("/api/staff/sign-in", good.formatted(name, "wrong password")).is(401),
                "nobody staff.sign-in [supervisor] bad_credentials");
        leaves(
                "POST /api/staff/sign-in",
                () -> fixture.client().post("/api/staff/sign-in", good.formatted("Quill", "wrong password")).is(401),
                "nobody staff.sign-in [] bad_credentials");
        String entry = fixture.identity.entryLinks().issue(Caller.operator(), supervisor).value();
        leaves(
                "POST /api/staff/enter",
                () -> fixture.client().post("/api/staff/enter", "{\"token\":\"%s\"}".formatted(entry)).is(200),
                "staff:supervisor staff.enter-by-link [supervisor] ok");
        leaves(
                "POST /api/staff/enter",
                () -> fixture.client().post("/api/staff/enter", "{\"token\":\"Quill\"}").is(404),
                "nobody staff.enter-by-link [] link_unknown");
        leaves("GET /api/staff/me", () -> desk.get("/api/staff/me").is(200));
        leaves("POST /api/staff/active", () -> desk.post("/api/staff/active").is(204));
        leaves(
                "POST /api/links/exchange",
                () -> fixture.client().post("/api/links/exchange", link(ann)).is(200),
                "participant:ann visit.begin [ann] ok");
        leaves(
                "POST /api/links/exchange",
                () -> fixture.client().post("/api/links/exchange", "{\"token\":\"Quill\"}").is(404),
                "nobody visit.begin [] link_unknown");
        ApiClient other = fixture.as(supervisor);
        leaves(
                "POST /api/staff/sign-out",
                () -> other.post("/api/staff/sign-out").is(204),
                "staff:supervisor staff.sign-out [] ok");
        leaves("POST /api/staff/sign-out", () -> other.post("/api/staff/sign-out").is(401));
    }

    private void participants() {
        String path = "/api/clinic/participants";
        leaves(
                "GET /api/clinic/participants",
                () -> desk.get(path).is(200),
                "staff:supervisor participant.list [everybody] ok");
        var added = new ArrayList<JsonNode>();
        leaves(
                "POST /api/clinic/participants",
                () -> desk.post(path, "{\"name\":\"Quill\",\"fullName\":\"Quill Person\",\"language\":\"en\"}").is(200),
                reply -> {
                    added.add(reply.json());
                    id("quill", reply.json());
                },
                "staff:supervisor participant.add [quill] ok");
        leaves(
                "POST /api/clinic/participants",
                () -> desk.post(path, "{\"name\":\"Quill\",\"fullName\":\"\",\"language\":\"en\"}").is(422),
                "staff:supervisor participant.add [] bad_field");
        String one = path + "/" + added.getFirst().get("id").asString();
        leaves(
                "PUT /api/clinic/participants/{id}",
                () ->
                        desk.put(
                                        one,
                                        "{\"name\":\"Quill\",\"fullName\":\"Quill"
                                                + " Two\",\"language\":\"en\",\"version\":1}")
                                .is(200),
                "staff:supervisor participant.change [quill] ok");
        leaves(
                "GET /api/clinic/participants/{id}/emergency-contact",
                () -> desk.get(one + "/emergency-contact").is(200),
                "staff:supervisor participant.read-contact [quill] ok");
        leaves(
                "POST /api/clinic/participants/{id}/link",
                () -> desk.post(one + "/link").is(200),
                "staff:supervisor link.issue [quill] ok");
        leaves(
                "DELETE /api/clinic/participants/{id}/link",
                () -> desk.send("DELETE", one + "/link", Optional.empty(), "application/json").is(204),
                "staff:supervisor link.revoke [quill] ok");
        leaves(
                "POST /api/clinic/participants/{id}/deactivate",
                () -> desk.post(one + "/deactivate").is(200),
                "staff:supervisor participant.deactivate [quill] ok");
        leaves(
                "POST /api/clinic/participants/{id}/activate",
                () -> desk.post(one + "/activate").is(200),
                "staff:supervisor participant.activate [quill] ok");
        // What stands in the path may be anything that somebody typed.
        leaves(
                "POST /api/clinic/participants/{id}/activate",
                () -> desk.post(path + "/Quill%20Person/activate").is(404),
                "staff:supervisor participant.activate [] not_found");
        imported(path);
    }

    private void imported(String path) {
        String file = "full_name,name,language,reference,phone,group\nQuill Three,Quill 3,en,Q-3,,\n";
        leaves(
                "POST /api/clinic/participants/import",
                () -> desk.csv(path + "/import?check=true", file).is(200),
                "staff:supervisor participant.import [] ok");
        leaves(
                "POST /api/clinic/participants/import",
                () -> desk.csv(path + "/import?check=false", file).is(200),
                _ ->
                        fixture.clinic.participants().list(Caller.operator()).stream()
                                .filter(each -> each.details().reference().equals("Q-3"))
                                .forEach(each -> label("third", each.id())),
                "staff:supervisor participant.import [third] ok");
    }

    private void groupsAndSessions() {
        String path = "/api/clinic/groups";
        String fields =
                "\"name\":\"Morning\",\"kind\":\"therapy\",\"timeZone\":\"America/New_York\",\"chat\":false,\"slots\":[],"
                    + "\"leaders\":[{\"staff\":\"%s\",\"role\":\"facilitator\"}],\"roster\":[\"%s\"]";
        String group = fields.formatted(supervisor.value(), ann.value());
        var added = new ArrayList<String>();
        leaves(
                "POST /api/clinic/groups",
                () -> desk.post(path, "{" + group + "}").is(200),
                reply -> added.add(id("morning", reply.json())),
                "staff:supervisor group.add [ann morning] ok");
        String one = path + "/" + added.getFirst();
        leaves("GET /api/clinic/groups", () -> desk.get(path).is(200), "staff:supervisor group.list [everybody] ok");
        leaves(
                "PUT /api/clinic/groups/{id}",
                () -> desk.put(one, "{" + group + ",\"version\":1}").is(200),
                "staff:supervisor group.change [ann morning] ok");
        leaves(
                "POST /api/clinic/groups/{id}/deactivate",
                () -> desk.post(one + "/deactivate").is(200),
                "staff:supervisor group.deactivate [ann morning] ok");
        leaves(
                "POST /api/clinic/groups/{id}/activate",
                () -> desk.post(one + "/activate").is(200),
                "staff:supervisor group.activate [ann morning] ok");
        var session = new ArrayList<String>();
        leaves(
                "POST /api/clinic/sessions",
                () ->
                        desk.post(
                                        "/api/clinic/sessions",
                                        "{\"group\":\"%s\",\"start\":\"2026-12-01T09:00\",\"minutes\":60}"
                                                .formatted(added.getFirst()))
                                .is(200),
                reply -> session.add(id("single", reply.json())),
                "staff:supervisor session.add [ann single supervisor] ok");
        leaves(
                "GET /api/clinic/sessions",
                () -> desk.get("/api/clinic/sessions?from=2026-12-01&to=2026-12-02").is(200));
        leaves(
                "POST /api/clinic/sessions/{id}/cancel",
                () -> desk.post("/api/clinic/sessions/" + session.getFirst() + "/cancel").is(200),
                "staff:supervisor session.cancel [single] ok");
        leaves("GET /api/staff/today", () -> desk.get("/api/staff/today").is(200));
    }

    private void staff() {
        String path = "/api/clinic/staff";
        leaves("GET /api/clinic/staff", () -> desk.get(path).is(200), "staff:supervisor staff.list [] ok");
        String fields =
                "\"signInName\":\"quill\",\"name\":\"Quill\",\"fullName\":\"Quill Staff\",\"roles\":[\"scheduler\"]";
        var added = new ArrayList<String>();
        leaves(
                "POST /api/clinic/staff",
                () -> desk.post(path, "{" + fields + ",\"password\":\"a made-up password\"}").is(200),
                reply -> added.add(id("scheduler", reply.json())),
                "staff:supervisor staff.add [scheduler] ok");
        String one = path + "/" + added.getFirst();
        leaves(
                "PUT /api/clinic/staff/{id}",
                () -> desk.put(one, "{" + fields + ",\"version\":1}").is(200),
                "staff:supervisor staff.change [scheduler] ok");
        leaves(
                "POST /api/clinic/staff/{id}/password",
                () -> desk.post(one + "/password", "{\"password\":\"another made-up one\"}").is(204),
                "staff:supervisor staff.set-password [scheduler] ok");
        leaves(
                "POST /api/clinic/staff/{id}/revoke-sessions",
                () -> desk.post(one + "/revoke-sessions").is(204),
                "staff:supervisor staff.revoke-sessions [scheduler] ok");
        leaves(
                "POST /api/clinic/staff/{id}/deactivate",
                () -> desk.post(one + "/deactivate").is(200),
                "staff:supervisor staff.deactivate [scheduler] ok");
        leaves(
                "POST /api/clinic/staff/{id}/activate",
                () -> desk.post(one + "/activate").is(200),
                "staff:supervisor staff.activate [scheduler] ok");
    }

    private void ownAccount() {
        String path = "/api/staff/account";
        PersonId dana = label("dana", fixture.staff(StaffRole.COUNSELOR));
        ApiClient own = fixture.as(dana);
        ApiClient elsewhere = fixture.as(dana);
        var seen = new ArrayList<JsonNode>();
        leaves("GET /api/staff/account", () -> own.get(path).is(200), reply -> seen.add(reply.json()));
        var another =
                seen.getFirst().get("sessions").valueStream().filter(each -> !each.get("here").asBoolean()).findFirst();
        leaves(
                "POST /api/staff/account/sessions/{id}/end",
                () -> own.post(path + "/sessions/" + another.orElseThrow().get("id").asString() + "/end").is(204),
                "staff:dana account.end-sign-in [] ok");
        elsewhere.get(path).is(401);
        leaves(
                "POST /api/staff/account/sessions/others/end",
                () -> own.post(path + "/sessions/others/end").is(204),
                "staff:dana account.end-sign-in [] ok");
        leaves("POST /api/staff/account/notices/seen", () -> own.post(path + "/notices/seen", "{\"upTo\":1}").is(204));
        String fresh = "another made-up password";
        leaves(
                "POST /api/staff/account/password",
                () -> own.post(path + "/password", passwords("wrong", fresh)).is(422, "bad_proof"),
                "staff:dana account.set-password [] bad_proof");
        leaves(
                "POST /api/staff/account/password",
                () -> own.post(path + "/password", passwords(ApiFixture.PASSWORD, fresh)).is(200),
                reply -> own.csrf(reply.json().get("csrf").asString()),
                "staff:dana account.set-password [] ok");
        secondFactor(dana, own, fresh);
    }

    private static String passwords(String old, String fresh) {
        return "{\"oldPassword\":\"%s\",\"password\":\"%s\"}".formatted(old, fresh);
    }

    private static String proof(String proof) {
        return "{\"proof\":\"%s\"}".formatted(proof);
    }

    private static String code(String code) {
        return "{\"code\":\"%s\"}".formatted(code);
    }

    private void secondFactor(PersonId dana, ApiClient own, String password) {
        String path = "/api/staff/account";
        var said = new ArrayList<JsonNode>();
        leaves(
                "POST /api/staff/account/second-factor",
                () -> own.post(path + "/second-factor", proof(password)).is(200),
                reply -> said.add(reply.json()),
                "staff:dana account.offer-second-factor [] ok");
        leaves(
                "POST /api/staff/account/second-factor/confirm",
                () -> own.post(path + "/second-factor/confirm", code("000000")).is(422, "bad_code"),
                "staff:dana account.set-second-factor [] bad_code");
        String right = fixture.code(said.getFirst().get("secret").asString());
        leaves(
                "POST /api/staff/account/second-factor/confirm",
                () -> own.post(path + "/second-factor/confirm", code(right)).is(200),
                reply -> said.add(reply.json()),
                "staff:dana account.set-second-factor [] ok");
        own.csrf(said.get(1).get("signIn").get("csrf").asString());
        String typed = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(fixture.signInName(dana), password);
        ApiClient next = fixture.client();
        leaves(
                "POST /api/staff/sign-in",
                () -> next.post("/api/staff/sign-in", typed).is(200),
                "staff:dana staff.sign-in [dana] ok");
        leaves("GET /api/staff/account", () -> next.get("/api/staff/account").is(403, "unfinished_sign_in"));
        leaves(
                "POST /api/staff/sign-in/code",
                () -> next.post("/api/staff/sign-in/code", code("000000")).is(422, "bad_code"),
                "staff:dana staff.sign-in-code [] bad_code");
        leaves(
                "POST /api/staff/sign-in/code",
                () -> next.post("/api/staff/sign-in/code", code(paper(said.get(1), 0))).is(200),
                "staff:dana staff.sign-in-code [] ok");
        leaves(
                "POST /api/staff/account/recovery-codes",
                () -> own.post(path + "/recovery-codes", proof(paper(said.get(1), 1))).is(200),
                reply -> said.add(reply.json()),
                "staff:dana account.renew-recovery-codes [] ok");
        leaves(
                "POST /api/staff/account/second-factor/remove",
                () -> own.post(path + "/second-factor/remove", proof("wrong")).is(422, "bad_proof"),
                "staff:dana account.remove-second-factor [] bad_proof");
        leaves(
                "POST /api/clinic/staff/{id}/second-factor/reset",
                () -> desk.post("/api/clinic/staff/" + dana.value() + "/second-factor/reset").is(204),
                "staff:supervisor staff.reset-second-factor [dana] ok");
    }

    private static String paper(JsonNode made, int index) {
        return made.get("codes").get(index).asString();
    }

    private void system() {
        PersonId admin = label("admin", fixture.staff(StaffRole.IT_ADMIN));
        ApiClient it = fixture.as(admin);
        String quiet = "{\"level\":\"info\",\"minutes\":0}";
        leaves("GET /api/system", () -> it.get("/api/system").is(200));
        leaves(
                "PUT /api/system/log-level",
                () -> it.put("/api/system/log-level", quiet).is(200),
                "staff:admin system.log-level [] ok");
        leaves(
                "PUT /api/system/log-level",
                () -> desk.put("/api/system/log-level", quiet).is(403),
                "staff:supervisor system.log-level [] not_allowed");
    }

    private void visit() {
        Session session = fixture.session(5, Map.of(supervisor, Role.FACILITATOR, ann, Role.PARTICIPANT));
        labels.put(session.id().value(), "soon");
        ApiClient tab = fixture.visit(ann);
        String path = "/api/visit/sessions/" + session.id().value();
        leaves("GET /api/visit", () -> tab.get("/api/visit").is(200), "participant:ann visit.read [ann] ok");
        leaves("GET /api/visit/sessions/{id}/entry", () -> tab.get(path + "/entry").is(200));
        leaves(
                "GET /api/visit/sessions/{id}/gate",
                () -> tab.get(path + "/gate").is(200),
                "participant:ann gate.read-own [ann soon] ok");
        leaves(
                "PUT /api/visit/sessions/{id}/gate",
                () -> tab.put(path + "/gate", ANSWERS).is(204),
                "participant:ann gate.answer [ann soon] ok");
        leaves(
                "GET /api/visit/sessions/{id}/minutes",
                () -> tab.get(path + "/minutes").is(200),
                "participant:ann attendance.read-own [ann soon] ok");
        var tickets = new ArrayList<String>();
        leaves(
                "POST /api/visit/sessions/{id}/ticket",
                () -> tab.post(path + "/ticket").is(200),
                reply -> tickets.add(reply.json().get("ticket").asString()),
                "participant:ann room.ticket [ann soon] ok");
        leaves(
                "POST /api/staff/sessions/{id}/ticket",
                () -> desk.post("/api/staff/sessions/" + session.id().value() + "/ticket").is(200),
                reply -> tickets.add(reply.json().get("ticket").asString()),
                "staff:supervisor room.ticket [soon] ok");
        rooms(tickets);
        String member = fixture.memberIds.member(session.id(), ann).value();
        leaves(
                "GET /api/staff/sessions/{id}/people/{member}/gate",
                () -> desk.get("/api/staff/sessions/" + session.id().value() + "/people/" + member + "/gate").is(200),
                "staff:supervisor gate.read [ann soon] ok");
    }

    /** Not a resource, but the way to everybody's names: coming into the room by each ticket. */
    private void rooms(List<String> tickets) {
        long before = fixture.audit.log().head().number();
        TestSocket.open(fixture, tickets.get(0)).next("welcome");
        TestSocket.open(fixture, tickets.get(1)).next("welcome");
        assertThat(rows(before))
                .containsExactly(
                        "participant:ann room.enter [ann soon] ok", "staff:supervisor room.enter [ann soon] ok");
    }

    private void attendance() {
        var held = new HeldSession(fixture, ann);
        labels.put(held.session.id().value(), "held");
        label("counselor", held.counselor);
        held.join(ann);
        fixture.minutesPass(60);
        held.end();
        ApiClient counselor = fixture.as(held.counselor);
        String path = "/api/staff/sessions/" + held.session.id().value() + "/attendance";
        leaves(
                "GET /api/staff/sessions/{id}/attendance",
                () -> counselor.get(path).is(200),
                "staff:counselor attendance.read [ann held] ok");
        leaves(
                "POST /api/staff/sessions/{id}/attendance/corrections",
                () -> counselor.post(path + "/corrections", correction(counselor, path, 50)).is(200),
                reads("staff:counselor attendance.correct [ann held] ok"));
        leaves(
                "POST /api/staff/sessions/{id}/attendance/manual",
                () ->
                        counselor
                                .post(
                                        path + "/manual",
                                        "{\"version\":%d,\"person\":\"%s\",\"from\":%d,\"to\":%d,\"reason\":\"made-up\"}"
                                                .formatted(
                                                        version(counselor, path),
                                                        ann.value(),
                                                        fixture.now.get() - 600_000,
                                                        fixture.now.get()))
                                .is(200),
                reads("staff:counselor attendance.enter-by-hand [ann held] ok"));
        leaves(
                "POST /api/staff/sessions/{id}/attendance/sign",
                () -> counselor.post(path + "/sign", "{\"version\":%d}".formatted(version(counselor, path))).is(200),
                reads("staff:counselor attendance.sign [ann held] ok"));
        leaves(
                "POST /api/staff/sessions/{id}/attendance/amendments",
                () -> counselor.post(path + "/amendments", correction(counselor, path, 40)).is(200),
                reads("staff:counselor attendance.amend [ann held] ok"));
        leaves(
                "GET /api/staff/sessions/{id}/attendance.csv",
                () -> counselor.get(path + ".csv?names=true").is(200),
                "staff:counselor attendance.export [ann held] ok");
    }

    private void auditLog() {
        PersonId officer = label("officer", fixture.staff(StaffRole.PRIVACY_OFFICER));
        ApiClient client = fixture.as(officer);
        leaves(
                "GET /api/audit/rows",
                () -> client.get("/api/audit/rows?about=" + ann.value()).is(200),
                "staff:officer audit.search [ann] ok");
        leaves(
                "GET /api/audit/rows",
                () -> client.get("/api/audit/rows?about=Quill").is(422),
                "staff:officer audit.search [] bad_field");
        leaves(
                "GET /api/audit/rows.csv",
                () -> client.get("/api/audit/rows.csv?names=true").is(200),
                "staff:officer audit.export [] ok");
        leaves(
                "GET /api/audit/report",
                () -> client.get("/api/audit/report?about=" + ann.value()).is(200),
                "staff:officer audit.report [ann] ok");
        leaves(
                "GET /api/audit/choices",
                () -> client.get("/api/audit/choices").is(200),
                "staff:officer audit.list-people [everybody] ok");
        holds(client);
    }

    private void emergencies() {
        PersonId officer = label("second officer", fixture.staff(StaffRole.PRIVACY_OFFICER));
        ApiClient client = fixture.as(officer);
        String one = "/api/clinic/participants/" + ann.value() + "/emergency";
        leaves(
                "POST /api/clinic/participants/{id}/emergency",
                () -> desk.post(one, "{\"emergency\":true,\"reason\":\"made-up reason\"}").is(200),
                "staff:supervisor emergency.open [ann] ok");
        leaves(
                "GET /api/clinic/participants/{id}/emergency",
                () -> desk.get(one).is(200),
                "staff:supervisor emergency.read [ann] ok");
        leaves(
                "DELETE /api/clinic/participants/{id}/emergency",
                () -> desk.send("DELETE", one, Optional.empty(), "application/json").is(204),
                "staff:supervisor emergency.close [ann] ok");
        leaves(
                "GET /api/clinic/participants/{id}/emergency",
                () -> desk.get(one).is(409),
                "staff:supervisor emergency.read [ann] emergency_over");
        leaves("GET /api/staff/emergencies", () -> desk.get("/api/staff/emergencies").is(200));
        var waiting = new ArrayList<String>();
        leaves(
                "GET /api/audit/emergencies",
                () -> client.get("/api/audit/emergencies").is(200),
                reply -> waiting.add(reply.json().get("accesses").get(0).get("id").asString()),
                "staff:second officer emergency.list [ann supervisor] ok");
        leaves(
                "POST /api/audit/emergencies/{id}/review",
                () ->
                        client.post(
                                        "/api/audit/emergencies/" + waiting.getFirst() + "/review",
                                        "{\"note\":\"made-up note\"}")
                                .is(204),
                "staff:second officer emergency.review [ann supervisor] ok");
        leaves(
                "GET /api/audit/emergencies/reviewed",
                () -> client.get("/api/audit/emergencies/reviewed").is(200),
                "staff:second officer emergency.list [ann supervisor] ok");
    }

    private void holds(ApiClient client) {
        String hold = "/api/audit/participants/" + ann.value() + "/hold";
        leaves(
                "POST /api/audit/participants/{id}/hold",
                () -> client.post(hold).is(204),
                "staff:officer hold.place [ann] ok");
        leaves("POST /api/audit/participants/{id}/hold", () -> client.post(hold).is(204));
        leaves(
                "GET /api/audit/holds",
                () -> client.get("/api/audit/holds").is(200),
                "staff:officer hold.list [ann] ok");
        leaves(
                "DELETE /api/audit/participants/{id}/hold",
                () -> client.send("DELETE", hold, Optional.empty(), "application/json").is(204),
                "staff:officer hold.release [ann] ok");
        leaves(
                "POST /api/audit/participants/{id}/hold",
                () -> client.post("/api/audit/participants/Quill/hold").is(404));
    }

    /** The version is read first. */
    private static String[] reads(String row) {
        return new String[] {"staff:counselor attendance.read [ann held] ok", row};
    }

    private static long version(ApiClient client, String path) {
        return client.get(path).is(200).json().get("version").asLong();
    }

    private String correction(ApiClient client, String path, int minutes) {
        return "{\"version\":%d,\"person\":\"%s\",\"minutes\":%d,\"reason\":\"made-up reason\"}"
                .formatted(version(client, path), ann.value(), minutes);
    }

    /** A right that was refused leaves a row at every resource of the staff's, also where nothing else does. */
    @Test
    void everyRefusedRightLeavesARow() {
        PersonId admin = label("admin", fixture.staff(StaffRole.IT_ADMIN));
        ApiClient client = fixture.as(admin);
        for (Resource resource : Api.resources(fixture.parts)) {
            if (resource.rule() instanceof Rule.Allowed(var action, var access)
                    && !access.allows(Set.of(StaffRole.IT_ADMIN), action)) {
                leaves(
                        resource.name(),
                        () ->
                                client.send(
                                                resource.method(),
                                                resource.path().replace("{id}", "Quill").replace("{member}", "Quill"),
                                                resource.method().equals("GET") ? Optional.empty() : Optional.of("{}"),
                                                "application/json")
                                        .is(403, "not_allowed"),
                        "staff:admin " + resource.audits().action().word() + " [] not_allowed");
            }
        }
        assertThat(walked).hasSizeGreaterThan(20);
        client.csrf("wrong");
        leaves(
                "POST /api/clinic/staff",
                () -> client.post("/api/clinic/staff", "{}").is(403, "bad_csrf"),
                "staff:admin staff.add [] bad_csrf");
    }

    /** Without its row nothing is shown: reading needs the log as it needs the data. */
    @Test
    void withoutItsRowNothingIsShown() {
        fixture.database.write(handle -> handle.execute("DELETE FROM audit_head"));
        assertThat(desk.get("/api/clinic/participants").status()).isEqualTo(500);
        assertThat(desk.get("/api/clinic/participants").text()).doesNotContain("Testname");
    }
}
