package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.StaffRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** How the server stands, over HTTP. Who may ask at all is in {@link ResourceRulesTest}. */
class SystemResourcesTest {

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

    private static ApiClient.Reply log(ApiClient who, String level, int minutes) {
        return who.put("/api/system/log-level", "{\"level\":\"%s\",\"minutes\":%d}".formatted(level, minutes));
    }

    @Test
    void itAdministratorsReadHowTheServerStands() {
        var page = fixture.as(StaffRole.IT_ADMIN).get("/api/system").json();
        assertThat(page.path("version").asString()).isEqualTo("1.2.3");
        assertThat(page.path("numbers").path("people").asLong()).isEqualTo(21);
        assertThat(page.path("parts").path(0).has("step")).as("nothing to do").isFalse();
        assertThat(page.path("parts").path(1).path("state").asString()).isEqualTo("warning");
        assertThat(page.path("events").path(0).path("name").asString()).isEqualTo("store-unavailable");
        assertThat(page.path("log").path("mayChange").asBoolean()).isTrue();
        assertThat(page.propertyNames())
                .containsExactlyInAnyOrder("version", "started", "looked", "numbers", "parts", "events", "log");
    }

    @Test
    void supervisorsReadItAndChangeNothing() {
        var supervisor = fixture.as(StaffRole.SUPERVISOR);
        assertThat(supervisor.get("/api/system").json().path("log").path("mayChange").asBoolean()).isFalse();
        assertThat(log(supervisor, "debug", 5).code()).isEqualTo("not_allowed");
    }

    @Test
    void theLogLevelHoldsForAWhileAndGoesBack() {
        var it = fixture.as(StaffRole.IT_ADMIN);
        var raised = log(it, "debug", 5).json().path("log");
        assertThat(raised.path("level").asString()).isEqualTo("debug");
        assertThat(raised.path("until").asLong()).isEqualTo(300_000);
        var back = log(it, "info", 0).json().path("log");
        assertThat(back.has("until")).isFalse();
    }

    @Test
    void whatIsNoLevelOrNoTimeIsRefused() {
        var it = fixture.as(StaffRole.IT_ADMIN);
        for (var level : List.of("trace", "off", "", "DEBUG")) {
            assertThat(log(it, level, 5).code()).as(level).isEqualTo("bad_field");
        }
        for (var minutes : List.of(-1, 241, 100_000)) {
            assertThat(log(it, "debug", minutes).code()).as("%d minutes", minutes).isEqualTo("bad_field");
        }
    }
}
