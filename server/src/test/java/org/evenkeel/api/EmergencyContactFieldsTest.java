package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.StaffRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Whom to call for a participant: typed into the form or read from a file, it is the same, or the same refusal. */
@Timeout(60)
class EmergencyContactFieldsTest {

    private static final String PATH = "/api/clinic/participants";
    private static final String KIM =
            "{\"name\":\"Kim Quill\",\"phone\":\"555 0142\",\"relation\":\"aunt\",\"mayBeCalled\":true}";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir static Path folder;
    private static ApiFixture fixture;
    private static ApiClient desk;

    @BeforeAll
    static void open() {
        fixture = ApiFixture.open(folder);
        desk = fixture.as(StaffRole.SCHEDULER);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static String fresh() {
        return "E-" + NUMBER.incrementAndGet();
    }

    private static String fields(String reference, String more) {
        return "{\"name\":\"\",\"fullName\":\"Robin Example\",\"language\":\"en\",\"reference\":\"%s\"%s}"
                .formatted(reference, more);
    }

    private static String contact(String json) {
        return ",\"emergencyContact\":" + json;
    }

    private static ApiClient.Reply add(String reference, String contact) {
        return desk.post(PATH, fields(reference, contact(contact)));
    }

    private static ApiClient.Reply change(JsonNode person, String more) {
        return desk.put(
                PATH + "/" + person.get("id").asString(),
                fields(person.get("reference").asString(), more + ",\"version\":" + person.get("version").asLong()));
    }

    private static JsonNode listed(String reference) {
        return desk.get(PATH)
                .is(200)
                .json()
                .get("participants")
                .valueStream()
                .filter(each -> each.get("reference").asString().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    /** Whom to call, as the form for changing him asks. */
    private static JsonNode contactOf(JsonNode person) {
        return desk.get(PATH + "/" + person.get("id").asString() + "/emergency-contact").is(200).json();
    }

    @Test
    void itIsAddedChangedKeptAndCleared() {
        String reference = fresh();
        JsonNode added = add(reference, KIM).is(200).json();
        assertThat(contactOf(added).get("contact").toString()).isEqualTo(KIM);
        assertThat(listed(reference)).isEqualTo(added);
        JsonNode changed =
                change(added, contact("{\"name\":\" Lou Quill \",\"phone\":\"555 0143\",\"mayBeCalled\":false}"))
                        .is(200)
                        .json();
        String lou = "{\"name\":\"Lou Quill\",\"phone\":\"555 0143\",\"mayBeCalled\":false}";
        assertThat(contactOf(changed).get("contact").toString()).isEqualTo(lou);
        // A page of an earlier build says nothing of it when it changes a telephone number.
        JsonNode kept = change(changed, ",\"phone\":\"555 0100\"").is(200).json();
        assertThat(contactOf(kept).get("contact").toString()).isEqualTo(lou);
        JsonNode cleared = change(kept, contact("{}")).is(200).json();
        assertThat(contactOf(cleared).has("contact")).isFalse();
        assertThat(contactOf(listed(reference)).has("contact")).isFalse();
    }

    /** The list and what a change answers go to pages that need nobody's number: groups, the import, the roster. */
    @Test
    void noListAndNoAnswerToAChangeHoldsIt() {
        String reference = fresh();
        JsonNode added = add(reference, KIM).is(200).json();
        JsonNode changed = change(added, ",\"phone\":\"555 0100\"").is(200).json();
        for (String text : List.of(added.toString(), changed.toString(), desk.get(PATH).is(200).json().toString())) {
            assertThat(text).doesNotContain("Kim Quill", "555 0142");
        }
        desk.get(PATH + "/nobody/emergency-contact").is(404, "not_found");
    }

    @Test
    void whatWasTypedIsWhatAnEmergencyShows() {
        JsonNode added = add(fresh(), KIM).is(200).json();
        String emergency = PATH + "/" + added.get("id").asString() + "/emergency";
        ApiClient counselor = fixture.as(StaffRole.COUNSELOR);
        counselor.post(emergency, "{\"emergency\":true,\"reason\":\"made-up\"}").is(200);
        assertThat(counselor.get(emergency).is(200).json().get("contact").toString()).isEqualTo(KIM);
    }

    /**
     * Columns of a line, and the field of the form that is at fault: {@code -} is none of it, {@code none} is nobody.
     */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Kim Quill | 555 0142 | aunt | yes | -",
                "Kim Quill | 555 0142 | - | no | -",
                "- | - | - | - | none",
                "- | - | - | no | none",
                "Kim Quill | - | aunt | yes | emergencyPhone missing",
                "Kim Quill | - | - | - | emergencyPhone missing",
                "- | 555 0142 | - | no | emergencyName missing",
                "- | - | aunt | - | emergencyName missing",
                "- | - | - | yes | emergencyName missing",
                "Kim Quill | 555 0142 | aunt | - | emergencyConsent missing",
                "Kim Quill | call her | aunt | yes | emergencyPhone bad_value",
                "Kim Quill | 555 0142 555 0142 555 0142 555 0142 | aunt | yes | emergencyPhone too_long",
                "Kim Quill | 555 0142 | 61 | yes | emergencyRelation too_long",
                "121 | 555 0142 | aunt | yes | emergencyName too_long"
            },
            delimiter = '|')
    void formAndFileAcceptAndRefuseTheSame(
            String name, String phone, String relation, String consent, String expected) {
        String told = expected == null ? "taken" : expected;
        assertThat(byForm(written(name), phone, written(relation), consent)).isEqualTo(told);
        assertThat(byFile(written(name), phone, written(relation), consent)).isEqualTo(told);
    }

    /** A number stands for a text of that length. */
    private static String written(String text) {
        return text != null && text.matches("\\d+") ? "x".repeat(Integer.parseInt(text)) : text;
    }

    private static String byForm(String name, String phone, String relation, String consent) {
        String reference = fresh();
        StringBuilder json = new StringBuilder("{\"name\":\"" + (name == null ? "" : name) + "\"");
        json.append(phone == null ? "" : ",\"phone\":\"" + phone + "\"");
        json.append(relation == null ? "" : ",\"relation\":\"" + relation + "\"");
        json.append(consent == null ? "" : ",\"mayBeCalled\":" + consent.equals("yes"));
        ApiClient.Reply reply = add(reference, json.append("}").toString());
        if (reply.status() == 200) {
            return outcome(reference, name, phone, relation, consent);
        }
        JsonNode error = reply.is(422, "bad_field").json().get("error");
        String code =
                switch (error.get("text").asString()) {
                    case "This must be filled in." -> "missing";
                    case "This is too long." -> "too_long";
                    case "This has a form or a value that is not possible." -> "bad_value";
                    case String other -> other;
                };
        return error.get("field").asString() + " " + code;
    }

    private static String byFile(String name, String phone, String relation, String consent) {
        String reference = fresh();
        String line =
                String.join(",", reference, "Robin Example", cell(name), cell(phone), cell(relation), cell(consent));
        JsonNode answer =
                desk.csv(
                                PATH + "/import?check=false",
                                "reference,full_name,emergency_name,emergency_phone,emergency_relation,emergency_consent\n"
                                        + line)
                        .is(200)
                        .json();
        if (answer.get("imported").asInt() == 1) {
            return outcome(reference, name, phone, relation, consent);
        }
        JsonNode problem = answer.get("problems").get(0);
        String column = problem.get("column").asString();
        int second = column.indexOf('_') + 1;
        return column.substring(0, second - 1)
                + Character.toUpperCase(column.charAt(second))
                + column.substring(second + 1)
                + " "
                + problem.get("code").asString();
    }

    private static String cell(String text) {
        return text == null ? "" : text;
    }

    /** What is kept of it, in a word: nobody, or exactly what was given. */
    private static String outcome(String reference, String name, String phone, String relation, String consent) {
        JsonNode found = contactOf(listed(reference));
        if (!found.has("contact")) {
            return "none";
        }
        JsonNode kept = found.get("contact");
        assertThat(kept.get("name").asString()).isEqualTo(name);
        assertThat(kept.get("phone").asString()).isEqualTo(phone);
        assertThat(kept.has("relation")).isEqualTo(relation != null);
        assertThat(kept.get("mayBeCalled").asBoolean()).isEqualTo(consent.equals("yes"));
        return "taken";
    }

    @Test
    void consentIsYesOrNoAndNothingThatLooksLikeIt() {
        for (String consent : List.of("\"yes\"", "1", "\"\"", "[]")) {
            add(fresh(), KIM.replace("true", consent)).refusesField("emergencyContact");
        }
        add(fresh(), KIM.replace("mayBeCalled", "may_be_called")).refusesField("emergencyContact");
        add(fresh(), KIM.replace("true", "null")).refusesField("emergencyConsent");
        add(fresh(), "\"Kim Quill\"").refusesField("emergencyContact");
    }

    @Test
    void whatIsRefusedChangesNothing() {
        String reference = fresh();
        JsonNode added = add(reference, KIM).is(200).json();
        change(added, contact("{\"name\":\"Lou Quill\",\"mayBeCalled\":true}")).refusesField("emergencyPhone");
        assertThat(listed(reference)).isEqualTo(added);
    }

    @Test
    void whoMayNotSeeParticipantsSeesNobodysContact() {
        add(fresh(), KIM).is(200);
        for (StaffRole role : List.of(StaffRole.PEER_MENTOR, StaffRole.MODERATOR, StaffRole.IT_ADMIN)) {
            fixture.as(role).get(PATH).is(403, "not_allowed");
        }
        for (String path : List.of("/api/clinic/groups", "/api/staff/today", "/api/clinic/staff")) {
            assertThat(desk.get(path).is(200).text()).doesNotContain("Quill");
        }
    }

    /** Sealed where it lies, and in no row of the audit log. */
    @Test
    void nothingOfItStandsInTheDatabasesFiles() throws IOException {
        add(fresh(), KIM.replace("aunt", "Quillrelation")).is(200);
        fixture.audit.log().forEach(row -> assertThat(row.toString()).doesNotContain("Quill", "555 0142"));
        try (var files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.getFileName().toString())
                        .doesNotContain("Quill", "555 0142");
            }
        }
    }
}
