package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a server writes at its most talkative while people are in rooms. Alone in its process, hence slow and not
 * steady: the level and the lines are the whole process's.
 */
@Tag("slow")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DebugLogTest {

    @Test
    void no_level_writes_anything_about_a_person() {
        try (var log = Lines.fromDebugOn();
                var server = TestServer.start()) {
            var sessions = new ArrayList<>(List.of(server.clinic().session()));
            var pages = new ArrayList<>(FiguresTest.group(server));
            sessions.add(server.clinic().newSession(OptionalLong.empty()));
            pages.addAll(FiguresTest.group(server));
            pages.add(server.enter("gus"));
            pages.getFirst().resume(server.port());
            pages.getLast().drop();
            server.systemPage();
            assertThat(log.text()).contains("command-answered", "request-answered", "entry-answered", "socket-ended");
            assertThat(FiguresTest.hidden(server, pages, sessions)).noneMatch(log.text()::contains);
        }
    }
}
