package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.RoomBus.Signal;
import org.evenkeel.program.Caller;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.wire.Rate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How staff get in, stay in and are put out. */
@Timeout(30)
class StaffSignInTest {

    @TempDir Path folder;
    private ApiFixture fixture;

    @BeforeEach
    void open() {
        fixture = ApiFixture.open(folder, new Rate(8, 3_600_000));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String body(String name, String password) {
        return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    private Signal signedOut(PersonId person) {
        return new Signal("person-signed-out", person.value());
    }

    @Test
    void aNameAndItsPasswordSetACookieThatNoScriptSees() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR, StaffRole.SUPERVISOR);
        ApiClient browser = fixture.client();
        var reply =
                browser.post("/api/staff/sign-in", body(fixture.signInName(staff).toUpperCase(), ApiFixture.PASSWORD))
                        .is(200);
        assertThat(reply.header("Set-Cookie").orElseThrow())
                .startsWith("evenkeel_staff=")
                .contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure");
        var me = browser.get("/api/staff/me").is(200).json();
        assertThat(me).isEqualTo(reply.json());
        assertThat(me.get("person").asString()).isEqualTo(staff.value());
        assertThat(me.get("roles").toString()).isEqualTo("[\"counselor\",\"supervisor\"]");
        assertThat(me.get("credential").asString()).isEqualTo("LCSW");
        assertThat(me.get("timeZone").asString()).isEqualTo("America/New_York");
    }

    @Test
    void unknownNamesWrongPasswordsAndLeaversLookTheSame() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        PersonId leaver = fixture.staff(StaffRole.COUNSELOR);
        fixture.clinic.staff().deactivate(Caller.operator(), leaver, 1);
        List<ApiClient.Reply> replies =
                Stream.of(
                                body("nobody-of-this-name", ApiFixture.PASSWORD),
                                body(fixture.signInName(staff), "another password"),
                                body(fixture.signInName(leaver), ApiFixture.PASSWORD),
                                body("", ""))
                        .map(typed -> fixture.client().post("/api/staff/sign-in", typed))
                        .toList();
        assertThat(replies).allSatisfy(reply -> reply.is(401, "bad_credentials"));
        assertThat(replies.stream().map(ApiClient.Reply::text).distinct()).hasSize(1);
        assertThat(replies).allSatisfy(reply -> assertThat(reply.header("Set-Cookie")).isEmpty());
    }

    private static String stranger(int i) {
        return "198.18.%d.%d".formatted(i, 7);
    }

    @Test
    void whoTriesTooOftenWaitsWhetherTheNameExistsOrNot() {
        String known = fixture.signInName(fixture.staff(StaffRole.COUNSELOR));
        for (int i = 0; i < 5; i++) {
            fixture.client().from(stranger(1)).post("/api/staff/sign-in", body(known, "wrong")).is(401);
            fixture.client().from(stranger(2)).post("/api/staff/sign-in", body("no-such-name", "wrong")).is(401);
        }
        var refused =
                List.of(
                        fixture.client().from(stranger(1)).post("/api/staff/sign-in", body(known, ApiFixture.PASSWORD)),
                        fixture.client().from(stranger(2)).post("/api/staff/sign-in", body("no-such-name", "wrong")));
        assertThat(refused).allSatisfy(reply -> reply.is(429, "too_fast"));
        assertThat(refused.stream().map(ApiClient.Reply::text).distinct()).hasSize(1);
        assertThat(refused.stream().map(reply -> reply.header("Retry-After").orElseThrow()).distinct()).hasSize(1);
    }

    /** The lever that a lock-out would be: strangers close the account of whoever leads tonight's group. */
    @Test
    void aThousandWrongTriesFromManyNetworksDoNotKeepTheRightPersonOutOfHerBrowser() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        String right = body(fixture.signInName(staff), ApiFixture.PASSWORD);
        ApiClient hers = fixture.as(staff);
        hers.post("/api/staff/sign-out").is(204);
        int looked = 0;
        for (int i = 0; i < 1_000; i++) {
            ApiClient.Reply reply =
                    fixture.client()
                            .from(stranger(i % 200))
                            .post("/api/staff/sign-in", body(fixture.signInName(staff), "guess number " + i));
            looked += reply.status() == 401 ? 1 : 0;
        }
        assertThat(looked).isEqualTo(20);
        fixture.client().from(stranger(201)).post("/api/staff/sign-in", right).is(429, "too_fast");
        hers.post("/api/staff/sign-in", right).is(200);
        fixture.client().from(stranger(201)).post("/api/staff/sign-in", right).is(429, "too_fast");
    }

    @Test
    void aBrowserIsKnownByACookieThatStaysAndOpensNothing() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        ApiClient browser = fixture.client();
        var reply = browser.post("/api/staff/sign-in", body(fixture.signInName(staff), ApiFixture.PASSWORD)).is(200);
        assertThat(reply.response().headers().allValues("Set-Cookie"))
                .filteredOn(set -> set.startsWith("evenkeel_device="))
                .singleElement()
                .asString()
                .contains("HTTPOnly", "SameSite=Strict", "Max-Age=15552000");
        var out = browser.post("/api/staff/sign-out").is(204);
        assertThat(out.response().headers().allValues("Set-Cookie"))
                .noneMatch(set -> set.startsWith("evenkeel_device"));
        browser.get("/api/staff/me").is(401, "signed_out");
    }

    @Test
    void anEntryLinkWorksOnce() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        String token = fixture.identity.entryLinks().issue(Caller.operator(), staff).value();
        ApiClient browser = fixture.client();
        browser.post("/api/staff/enter", "{\"token\":\"%s\"}".formatted(token)).is(200);
        browser.get("/api/staff/me").is(200);
        fixture.client().post("/api/staff/enter", "{\"token\":\"%s\"}".formatted(token)).is(404, "link_unknown");
        fixture.client().post("/api/staff/enter", "{\"token\":\"never issued\"}").is(404, "link_unknown");
    }

    @Test
    void whoSignsOutIsOutAndAllNodesHearIt() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        ApiClient browser = fixture.as(staff);
        fixture.signals.clear();
        assertThat(browser.post("/api/staff/sign-out").is(204).header("Set-Cookie").orElseThrow())
                .contains("Max-Age=0");
        browser.get("/api/staff/me").is(401, "signed_out");
        assertThat(fixture.signals).containsExactly(signedOut(staff));
    }

    @Test
    void aLeaverIsOutAtOnceWithEveryBrowser() {
        PersonId leaver = fixture.staff(StaffRole.COUNSELOR);
        ApiClient one = fixture.as(leaver);
        ApiClient other = fixture.as(leaver);
        fixture.signals.clear();
        fixture.as(StaffRole.SUPERVISOR).post("/api/clinic/staff/" + leaver.value() + "/deactivate").is(200);
        one.get("/api/staff/me").is(401, "signed_out");
        other.get("/api/staff/me").is(401, "signed_out");
        assertThat(fixture.signals).contains(signedOut(leaver));
    }

    @Test
    void aNewPasswordEndsWhatTheOldOneBegan() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        ApiClient browser = fixture.as(staff);
        ApiClient admin = fixture.as(StaffRole.SUPERVISOR);
        String path = "/api/clinic/staff/" + staff.value() + "/password";
        admin.post(path, "{\"password\":\"short\"}").refusesField("password");
        browser.get("/api/staff/me").is(200);
        fixture.signals.clear();
        admin.post(path, "{\"password\":\"quite another password\"}").is(204);
        browser.get("/api/staff/me").is(401, "signed_out");
        assertThat(fixture.signals).contains(signedOut(staff));
        fixture.client().post("/api/staff/sign-in", body(fixture.signInName(staff), "quite another password")).is(200);
    }

    @Test
    void revokedSessionsAreOutAtOnce() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        ApiClient browser = fixture.as(staff);
        fixture.as(StaffRole.IT_ADMIN).post("/api/clinic/staff/" + staff.value() + "/revoke-sessions").is(204);
        browser.get("/api/staff/me").is(401, "signed_out");
        assertThat(fixture.signals).contains(signedOut(staff));
    }

    @Test
    void fifteenQuietMinutesEndASignIn() {
        ApiClient browser = fixture.as(StaffRole.COUNSELOR);
        fixture.minutesPass(14);
        browser.get("/api/staff/me").is(200);
        fixture.minutesPass(16);
        browser.get("/api/staff/me").is(401, "signed_out");
    }

    @Test
    void aPageThatLooksByItselfKeepsNobodySignedIn() {
        ApiClient browser = fixture.as(StaffRole.COUNSELOR);
        for (int i = 0; i < 14; i++) {
            fixture.minutesPass(1);
            assertThat(idleLeft(browser.passive("/api/staff/me"))).isEqualTo(14 - i);
            browser.passive("/api/staff/today").is(200);
        }
        browser.post("/api/staff/active").is(204);
        assertThat(idleLeft(browser.passive("/api/staff/me"))).isEqualTo(15);
        fixture.minutesPass(15);
        browser.passive("/api/staff/me").is(401, "signed_out");
        browser.get("/api/staff/me").is(401, "signed_out");
    }

    private static long idleLeft(ApiClient.Reply me) {
        return me.is(200).json().get("idleLeftMillis").asLong() / 60_000;
    }

    @Test
    void beingLiveInARoomKeepsASignInAlive() {
        PersonId staff = fixture.staff(StaffRole.COUNSELOR);
        ApiClient browser = fixture.as(staff);
        for (int i = 0; i < 3; i++) {
            fixture.minutesPass(10);
            fixture.doorman.seenLive(staff);
        }
        browser.get("/api/staff/me").is(200);
    }
}
