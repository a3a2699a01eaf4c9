package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Map;
import java.util.OptionalLong;

/** Pages that are closed before the log answered. */
@Timeout(60)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GhostPageTest {

    private static final int BAD_TICKET = 4500;

    /**
     * While the log stands still a person opens page after page. What the closed ones asked was written when it went on
     * again: staff saw somebody knock who was not there, and on another node it took the seat of the page that stayed.
     */
    @Test
    void a_page_that_was_closed_while_it_waited_for_the_log_is_seen_by_nobody() {
        try (var server = TestServer.start()) {
            server.clinic().newSession(OptionalLong.empty());
            var fay = server.enter("fay").does("start");
            var ticket = server.door("ann").passGate(server.port()).ticket(server.port());
            server.redis().freeze();
            long underWay;
            try {
                underWay = fay.start("start_break", Map.of());
                closed(admittedByTicket(server, ticket));
            } finally {
                server.redis().thaw();
            }
            fay.await("what was under way", page -> page.answered(underWay)).does("end_break");

            var before = fay.frames();
            var ann = server.enter("ann");
            assertThat(before).noneMatch(frame -> frame.text().contains(ann.me()));
            fay.sees("waiting", ann, person -> person.path("presence").asString().equals("connected"));
        }
    }

    /** Of two pages with one ticket one is turned away at once; the other one was let in and waits for the log. */
    private static RoomClient admittedByTicket(TestServer server, String ticket) {
        var one = RoomClient.silent(server.http(), server.port());
        var other = RoomClient.silent(server.http(), server.port());
        one.sayHello(ticket);
        other.sayHello(ticket);
        Await.until("one was turned away", () -> one.ended() || other.ended());
        var turnedAway = one.ended() ? one : other;
        assertThat(turnedAway.awaitClose()).isEqualTo(BAD_TICKET);
        return turnedAway == one ? other : one;
    }

    private static void closed(RoomClient page) {
        page.close();
        Await.until("the server closed it too", page::ended);
    }
}
