package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.audit.AuditRow;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the audit log holds of tries at a sign-in that came too early. Once each of them was a row: a flood at the door,
 * by people who are nobody, was a flood in a list that is kept for six years and is written before the answer.
 */
@Timeout(60)
class StoppedTriesTest {

    private static final String PATH = "/api/staff/sign-in";

    @TempDir Path folder;
    private ApiFixture fixture;
    private PersonId ruth;

    @BeforeEach
    void open() {
        fixture = ApiFixture.open(folder);
        ruth = fixture.staff(StaffRole.COUNSELOR);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String body(String name, String password) {
        return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    /** So many wrong tries from one place; tells how many were looked at. */
    private int tries(int many, String name, String from) {
        int looked = 0;
        for (int i = 0; i < many; i++) {
            looked += fixture.client().from(from).post(PATH, body(name, "guess " + i)).status() == 401 ? 1 : 0;
        }
        return looked;
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        fixture.audit.log().forEach(row -> rows.add(said(row)));
        return rows;
    }

    private static String said(AuditRow row) {
        return String.join(" ", row.kind(), row.action(), row.subjects(), row.result());
    }

    private String row(String result) {
        return "nobody staff.sign-in person:" + ruth.value() + " " + result;
    }

    @Test
    void aHammeredAccountShowsEachTryThatWasLookedAtAndTheFirstOfAnHourThatWasStopped() {
        String name = fixture.signInName(ruth);
        assertThat(tries(60, name, "198.18.1.7")).isEqualTo(5);
        tries(1, " " + name.toUpperCase() + " ", "198.18.1.8");
        List<String> expected = new ArrayList<>(Collections.nCopies(5, row("bad_credentials")));
        expected.add(row("too_fast"));
        assertThat(rows()).containsExactlyElementsOf(expected);
        fixture.minutesPass(60);
        int looked = tries(20, name, "198.18.1.7");
        assertThat(looked).isPositive();
        expected.addAll(Collections.nCopies(looked, row("bad_credentials")));
        expected.add(row("too_fast"));
        assertThat(rows()).containsExactlyElementsOf(expected);
    }

    /** Whether a name belongs to somebody must not show in how long the answer takes: both are written, or neither. */
    @Test
    void aNameThatNobodyHasLeavesAsManyRows() {
        tries(60, "no-such-name", "198.18.2.7");
        List<String> expected = new ArrayList<>(Collections.nCopies(5, "nobody staff.sign-in  bad_credentials"));
        expected.add("nobody staff.sign-in  too_fast");
        assertThat(rows()).containsExactlyElementsOf(expected);
    }

    @Test
    void aFloodOfNamesIsNoFloodOfRows() {
        int looked = 0;
        for (int i = 0; i < 400; i++) {
            looked += tries(1, "name " + i, "198.18.3.7");
        }
        assertThat(looked).isEqualTo(30);
        assertThat(rows().stream().filter(row -> row.endsWith("too_fast"))).hasSize(60);
        assertThat(rows()).hasSize(90);
    }

    /** Whoever has the password and not the code is nobody yet either. */
    @Test
    void codesAfterARightPasswordAreStoppedAsQuietly() {
        ApiClient browser = fixture.as(ruth);
        String secret =
                browser.post("/api/staff/account/second-factor", "{\"proof\":\"" + ApiFixture.PASSWORD + "\"}")
                        .is(200)
                        .json()
                        .get("secret")
                        .asString();
        browser.post("/api/staff/account/second-factor/confirm", "{\"code\":\"%s\"}".formatted(fixture.code(secret)))
                .is(200);
        ApiClient stranger = fixture.client();
        stranger.post(PATH, body(fixture.signInName(ruth), ApiFixture.PASSWORD)).is(200);
        for (int i = 0; i < 40; i++) {
            stranger.post(PATH + "/code", "{\"code\":\"wrong-code\"}");
        }
        List<String> expected = new ArrayList<>(Collections.nCopies(10, "staff staff.sign-in-code  bad_code"));
        expected.add("staff staff.sign-in-code  too_fast");
        assertThat(rows().stream().filter(row -> row.contains("staff.sign-in-code")))
                .containsExactlyElementsOf(expected);
    }
}
