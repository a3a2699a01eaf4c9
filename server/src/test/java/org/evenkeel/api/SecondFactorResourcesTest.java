package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.Caller;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/** Where a second factor is required: what the steps of a sign-in answer, and that they open nothing. */
@Timeout(30)
class SecondFactorResourcesTest {

    private static final String ACCOUNT = "/api/staff/account";

    @TempDir Path folder;
    private ApiFixture fixture;

    @BeforeEach
    void open() {
        fixture = ApiFixture.openStrict(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String code(String code) {
        return "{\"code\":\"%s\"}".formatted(code);
    }

    private static String next(ApiClient.Reply reply) {
        return reply.is(200).json().get("next").asString();
    }

    /** A person who stands before the second factor. */
    private ApiClient atEnrolment(PersonId staff) {
        ApiClient browser = fixture.client();
        String typed =
                "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(fixture.signInName(staff), ApiFixture.PASSWORD);
        assertThat(next(browser.post("/api/staff/sign-in", typed))).isEqualTo("enrol");
        return browser;
    }

    private JsonNode enrolled(ApiClient browser) {
        JsonNode offer = browser.post(ACCOUNT + "/second-factor", "{}").is(200).json();
        return browser.post(ACCOUNT + "/second-factor/confirm", code(fixture.code(offer.get("secret").asString())))
                .is(200)
                .json();
    }

    @Test
    void anUnfinishedSignInSaysWhatIsNextAndNothingElse() {
        PersonId staff = fixture.staff(StaffRole.SUPERVISOR);
        ApiClient browser = atEnrolment(staff);
        JsonNode me = browser.get("/api/staff/me").is(200).json();
        assertThat(me.propertyNames()).containsExactlyInAnyOrder("next", "csrf");
        for (String path : List.of("/api/staff/today", "/api/clinic/staff", "/api/clinic/participants", ACCOUNT)) {
            browser.get(path).is(403, "unfinished_sign_in");
        }
        browser.post(ACCOUNT + "/password", "{\"password\":\"a password of my own\"}").is(403, "not_allowed");
        browser.post("/api/staff/sign-in/code", code("123456")).is(422, "bad_code");
    }

    @Test
    void settingItUpCompletesTheSignInUnderANewCookieAndShowsTheCodesOnce() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        ApiClient browser = atEnrolment(staff);
        browser.post(ACCOUNT + "/second-factor", "{}").is(200);
        browser.post(ACCOUNT + "/second-factor/confirm", code("000000")).is(422, "bad_code");
        JsonNode made = enrolled(browser);
        assertThat(made.get("codes").size()).isEqualTo(10);
        assertThat(made.get("signIn").get("person").asString()).isEqualTo(staff.value());
        browser.csrf(made.get("signIn").get("csrf").asString());
        JsonNode account = browser.get(ACCOUNT).is(200).json();
        assertThat(account.get("recoveryLeft").asInt()).isEqualTo(10);
        assertThat(account.get("secondFactorRequired").asBoolean()).isTrue();
        assertThat(account.toString()).doesNotContain(made.get("codes").get(0).asString());
        browser.post(ACCOUNT + "/second-factor/remove", "{\"proof\":\"%s\"}".formatted(made.get("codes").get(0)))
                .is(400);
        browser.post(
                        ACCOUNT + "/second-factor/remove",
                        "{\"proof\":\"%s\"}".formatted(made.get("codes").get(0).asString()))
                .is(403, "not_allowed");
    }

    @Test
    void theNextSignInAsksForACodeAndARecoveryCodeIsToldOf() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        String paper = enrolled(atEnrolment(staff)).get("codes").get(3).asString();
        ApiClient browser = fixture.client();
        String typed =
                "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(fixture.signInName(staff), ApiFixture.PASSWORD);
        assertThat(next(browser.post("/api/staff/sign-in", typed))).isEqualTo("code");
        browser.get("/api/staff/today").is(403, "unfinished_sign_in");
        browser.post(ACCOUNT + "/second-factor", "{}").is(403, "not_allowed");
        JsonNode me = browser.post("/api/staff/sign-in/code", code(paper)).is(200).json();
        assertThat(me.get("notices").get(0).get("kind").asString()).isEqualTo("recovery_code_used");
        browser.csrf(me.get("csrf").asString());
        browser.post(ACCOUNT + "/notices/seen", "{\"upTo\":%d}".formatted(fixture.now.get())).is(204);
        assertThat(browser.get("/api/staff/me").is(200).json().get("notices").size()).isZero();
        assertThat(browser.get(ACCOUNT).is(200).json().get("events").size()).isEqualTo(1);
    }

    @Test
    void itIsNotForItToTakeOverAnAccountAndTheSupervisorSeesBothResets() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        PersonId boss = fixture.staff(StaffRole.SUPERVISOR);
        PersonId it = fixture.staff(StaffRole.IT_ADMIN);
        ApiClient admin = complete(it);
        ApiClient supervisor = complete(boss);
        String path = "/api/clinic/staff/" + staff.value();
        String password = "{\"password\":\"a one-time password\"}";
        admin.post(path + "/password", password).is(403, "needs_second_factor");
        enrolled(atEnrolment(staff));
        admin.post(path + "/password", password).is(204);
        admin.post(path + "/second-factor/reset", "{}").is(403, "not_allowed");
        assertThat(bothReset(supervisor, staff)).isFalse();
        supervisor.post(path + "/second-factor/reset", "{}").is(204);
        assertThat(bothReset(supervisor, staff)).isTrue();
        assertThat(bothReset(admin, staff)).isFalse();
        assertThat(fixture.identity.notices().list(Caller.operator(), staff)).hasSize(2);
    }

    private ApiClient complete(PersonId staff) {
        ApiClient browser = atEnrolment(staff);
        browser.csrf(enrolled(browser).get("signIn").get("csrf").asString());
        return browser;
    }

    private static boolean bothReset(ApiClient asks, PersonId of) {
        return asks.get("/api/clinic/staff")
                .is(200)
                .json()
                .get("staff")
                .valueStream()
                .filter(each -> each.get("id").asString().equals(of.value()))
                .anyMatch(each -> each.get("bothReset").asBoolean());
    }
}
