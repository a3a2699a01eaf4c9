package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How the server stands, and how much it logs: for the people who run it. */
final class SystemApi {

    private static final Set<String> LEVELS = Set.of("debug", "info", "warn", "error");
    private static final int LONGEST_MINUTES = 240;

    private final SystemView system;
    private final Json json;

    SystemApi(ApiParts parts, Json json) {
        this.system = parts.system();
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(
                        Access.HEALTH,
                        Audits.refusals(AuditAction.SYSTEM_READ, "states and numbers, nothing about people"),
                        "/api/system",
                        this::show)
                .changing(
                        Access.HEALTH,
                        Audits.each(AuditAction.SYSTEM_LOG_LEVEL),
                        "PUT",
                        "/api/system/log-level",
                        this::log);
    }

    private HttpReply show(HttpCall call, StaffIdentity staff) {
        return json.reply(view(system.now(), staff.caller().may(Access.Action.CHANGE, Access.HEALTH)));
    }

    private HttpReply log(HttpCall call, StaffIdentity staff) {
        Wanted wanted = json.read(call, Wanted.class);
        if (wanted.minutes() == 0) {
            system.logAsConfigured();
        } else {
            require(LEVELS.contains(wanted.level()), "level");
            require(wanted.minutes() > 0 && wanted.minutes() <= LONGEST_MINUTES, "minutes");
            system.log(wanted.level(), Duration.ofMinutes(wanted.minutes()));
        }
        return show(call, staff);
    }

    private static void require(boolean right, String field) {
        if (!right) {
            throw ApiProblem.ofField(field);
        }
    }

    private static Answer view(SystemView.Standing now, boolean mayLog) {
        return new Answer(
                now.version(),
                now.started(),
                number(now.looked()),
                now.numbers(),
                now.parts().stream().map(SystemApi::view).toList(),
                now.events(),
                new Log(now.log().level(), now.log().configured(), number(now.log().until()), mayLog));
    }

    private static Part view(SystemView.Part part) {
        return new Part(
                part.code(),
                part.area(),
                part.looks(),
                Words.of(part.state()),
                part.found(),
                part.why(),
                Optional.of(part.step()).filter(step -> !step.isEmpty()));
    }

    private static OptionalLong number(Optional<Long> value) {
        return value.stream().mapToLong(Long::longValue).findFirst();
    }

    /**
     * @param minutes 0 returns to the configured level
     */
    record Wanted(String level, int minutes) {}

    record Answer(
            String version,
            long started,
            OptionalLong looked,
            SystemView.Numbers numbers,
            List<Part> parts,
            List<SystemView.Event> events,
            Log log) {}

    record Part(
            String code, String area, String looks, String state, String found, String why, Optional<String> step) {}

    record Log(String level, String configured, OptionalLong until, boolean mayChange) {}
}
