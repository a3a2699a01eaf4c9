package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What monitoring reads while people are in rooms: right numbers, nobody's name, and no more series with more people.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FiguresTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void figures_say_what_goes_on_and_nothing_of_whom() throws IOException {
        try (var server = TestServer.start()) {
            var pages = new ArrayList<RoomClient>();
            var sessions = new ArrayList<>(List.of(server.clinic().session()));
            pages.addAll(group(server));
            // Counted a moment after the answer left.
            await(server, "words are counted", "evenkeel_commands_total{kind=\"say_in_room\",result=\"done\"}", 1);
            await(server, "a refusal is counted", "evenkeel_command_refusals_total{code=\"not_allowed\"}", 1);
            var first = await(server, "one room", "evenkeel_rooms{phase=\"started\"}", 1);
            assertThat(first.value("evenkeel_members{role=\"facilitator\"}")).isEqualTo(1);
            assertThat(first.value("evenkeel_members{role=\"participant\"}")).isEqualTo(1);
            assertThat(first.value("evenkeel_members{role=\"guest\"}")).isZero();
            assertThat(first.value("evenkeel_waiters")).isEqualTo(1);
            assertThat(first.value("evenkeel_sockets")).isEqualTo(3);
            assertThat(first.value("evenkeel_commands_total{kind=\"mute_all\",result=\"refused\"}")).isEqualTo(1);
            assertThat(first.value("evenkeel_command_seconds_count")).isPositive();
            assertThat(first.value("evenkeel_append_seconds_count{outcome=\"written\"}")).isPositive();
            assertThat(first.value("evenkeel_fanout_seconds_count")).isPositive();
            assertThat(first.value("evenkeel_fanout_seconds_sum")).isPositive();
            assertThat(first.value("evenkeel_serving")).isEqualTo(1);
            assertThat(first.value("evenkeel_heals_total")).isZero();
            assertThat(first.value("evenkeel_backup_known")).isZero();

            await(server, "no emergency access", "evenkeel_emergency_accesses", 0);
            server.clinic().emergency("fay", "ann", "words that no figure may hold either");

            for (int room = 0; room < 2; room++) {
                sessions.add(server.clinic().newSession(OptionalLong.empty()));
                pages.addAll(group(server));
            }
            pages.addAll(Stream.of("cat", "dan", "eve", "gus", "mo", "ina").map(server::enter).toList());
            pages.getFirst().resume(server.port());
            await(server, "the way back is counted", "evenkeel_resumes_total{result=\"back\"}", 1);
            var second = await(server, "three rooms", "evenkeel_rooms{phase=\"started\"}", 3);
            assertThat(second.value("evenkeel_waiters")).isEqualTo(7);
            assertThat(await(server, "it waits", "evenkeel_emergency_unreviewed", 1))
                    .satisfies(
                            seen -> {
                                assertThat(seen.value("evenkeel_emergency_accesses")).isEqualTo(1);
                                assertThat(seen.value("evenkeel_emergency_unreviewed_age_seconds"))
                                        .isBetween(0.0, 300.0);
                            });
            assertThat(ours(second)).as("series with three rooms and one").isEqualTo(ours(first));
            assertThat(second.values().size()).as("all series").isLessThan(700);
            assertThat(namedInAlerts()).isSubsetOf(names(second));
            var hidden = hidden(server, pages, sessions);
            assertThat(hidden).noneMatch(second.text()::contains);
            assertThat(hidden).as("on the system page").noneMatch(systemPage(server)::contains);
            assertThat(Scraped.get(server.http(), server.port(), "/metrics").statusCode())
                    .as("figures on the port that people reach")
                    .isEqualTo(404);
            await(server, "the ledger has all", "evenkeel_ledger_waiting", 0);
        }
    }

    private static String systemPage(TestServer server) {
        var page = server.systemPage();
        assertThat(page).contains("\"rooms\":3", "\"waiting\":7", "\"code\":\"redis\"", "\"code\":\"backup\"");
        return page;
    }

    /** A facilitator and a participant in the room, another participant before its door, and some words. */
    static List<RoomClient> group(TestServer server) {
        var fay = server.enter("fay");
        fay.does("start");
        var ann = server.enter("ann");
        var ben = server.enter("ben");
        fay.does("admit", ann);
        ann.does("say_in_room", Map.of("text", "words that no figure may hold"));
        assertThat(ann.ask("mute_all")).isEqualTo("not_allowed");
        return List.of(fay, ann, ben);
    }

    private static Set<String> ours(Scraped scraped) {
        return scraped.values().keySet().stream()
                .filter(series -> series.startsWith("evenkeel_"))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Scraped scraped) {
        return scraped.values().keySet().stream()
                .map(series -> series.replaceAll("\\{.*", ""))
                .collect(Collectors.toSet());
    }

    /** An alert on a figure that is called otherwise would never fire. */
    private static Set<String> namedInAlerts() throws IOException {
        var rules = Files.readString(Path.of("../deploy/monitoring/evenkeel.rules.yml"));
        var named =
                Pattern.compile("\\b(?:evenkeel|jvm|process)_[a-z_]+")
                        .matcher(String.join("\n", rules.lines().filter(line -> line.contains("expr:")).toList()))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(20);
        return named;
    }

    static List<String> hidden(TestServer server, List<RoomClient> pages, List<String> sessions) {
        var hidden = new ArrayList<>(sessions);
        hidden.addAll(List.of("words that", "Group-title", "Clinic of tests", "T-ann", "Made-Up Street", "(555)"));
        for (var person : server.clinic().people()) {
            hidden.addAll(List.of(person.id().value(), person.fullName(), person.displayName()));
        }
        for (var page : pages) {
            hidden.add(page.me());
            hidden.add(page.clientId());
            hidden.addAll(page.tokens());
        }
        assertThat(hidden).allSatisfy(word -> assertThat(word).hasSizeGreaterThan(2)).hasSizeGreaterThan(40);
        return hidden;
    }

    private static Scraped await(TestServer server, String what, String series, double value) {
        return Scraped.await(server, what, SOON, scraped -> scraped.value(series) == value);
    }

    @Test
    void what_is_too_much_is_counted_by_its_limit() {
        try (var server = TestServer.start(Map.of("limits.messages-per-10s", "1"))) {
            var fay = server.enter("fay");
            fay.does("start");
            fay.does("say_in_room", Map.of("text", "once"));
            assertThat(fay.ask("say_in_room", Map.of("text", "and again"))).isEqualTo("too_fast");
            var scraped = Scraped.of(server);
            assertThat(scraped.value("evenkeel_limit_refusals_total{limit=\"messages\"}")).isEqualTo(1);
            assertThat(scraped.value("evenkeel_limit_refusals_total{limit=\"commands\"}")).isZero();
        }
    }
}
