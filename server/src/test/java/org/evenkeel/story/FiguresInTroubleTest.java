package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;

/** What monitoring reads while Redis is away, and after it came back without what it had. */
@Tag("slow")
@Tag("steady")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FiguresInTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void an_outage_of_redis_and_the_healing_after_it_show() {
        try (var server = TestServer.start()) {
            var fay = server.enter("fay");
            fay.does("start");
            assertThat(Scraped.of(server).value("evenkeel_heals_total")).isZero();
            Scraped.await(server, "Redis is up", PATIENCE, seen -> seen.value("evenkeel_redis_up") == 1);

            server.redis().stop();
            fay.start("say_in_room", Map.of("text", "while it is away"));
            var down = Scraped.await(server, "Redis is down", PATIENCE, seen -> seen.value("evenkeel_redis_up") == 0);
            assertThat(down.value("evenkeel_sql_up")).isEqualTo(1);
            assertThat(server.systemPage()).containsPattern("\"code\":\"redis\"[^}]*\"state\":\"broken\"");
            Scraped.await(
                    server,
                    "appends fail",
                    PATIENCE,
                    seen -> seen.value("evenkeel_append_seconds_count{outcome=\"unavailable\"}") > 0);
            Scraped.await(
                    server,
                    "a command was given up",
                    PATIENCE,
                    seen -> seen.value("evenkeel_commands_total{kind=\"say_in_room\",result=\"unavailable\"}") == 1);

            server.redis().restart();
            var healed = Scraped.await(server, "healed", PATIENCE, seen -> seen.value("evenkeel_heals_total") > 0);
            assertThat(healed.value("evenkeel_rooms{phase=\"started\"}")).isEqualTo(1);
            Scraped.await(server, "Redis is up again", PATIENCE, seen -> seen.value("evenkeel_redis_up") == 1);
        }
    }

    @Test
    void a_port_that_is_taken_keeps_nobody_out() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var server = TestServer.start(Map.of("metrics.address", "127.0.0.1:" + taken.getLocalPort()))) {
            assertThat(server.server().metricsPort()).isEmpty();
            server.enter("fay").does("start");
        }
    }
}
