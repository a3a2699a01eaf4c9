package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.load.LoadReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The load generator against a real server of its own: small, to show that what it says holds together. */
@Tag("slow")
@Timeout(120)
class LoadTestCommandTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"netty", "tyrus"})
    void everyMemberReceivesEveryEventOnce(String client) {
        var report = run("--client", client, "--tickets");

        assertThat(report.problems()).isEmpty();
        assertThat(report.join().byTicket()).isTrue();
        assertThat(report.raisedLimits()).containsKey("limits.commands-per-10s");
        var traffic = report.traffic().orElseThrow();
        assertThat(traffic.commands()).isPositive();
        // Commands may be under way when the span begins and when it ends: one a room, four deliveries each.
        assertThat(traffic.deliveries()).isBetween(4 * (traffic.commands() - 2), 4 * (traffic.commands() + 2));
        assertThat(traffic.latency().p50()).isPositive();
        assertThat(traffic.costs()).containsOnlyKeys("generator", "redis", "server");
    }

    @Test
    void theOpenLoopKeepsItsRate() {
        var traffic = run("--rate", "10").traffic().orElseThrow();

        // Two rooms, two seconds.
        assertThat(traffic.commands()).isBetween(30L, 50L);
    }

    private LoadReport run(String... more) {
        var json = folder.resolve("report.json");
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("loadtest", "--own", "--rooms", "2", "--members", "4", "--warm-up", "1"));
        arguments.addAll(List.of("--seconds", "2", "--json", json.toString()));
        arguments.addAll(List.of(more));
        var said = new StringWriter();
        Main.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments.toArray(String[]::new));
        assertThat(json).as(said.toString()).exists();
        return LoadReport.read(json);
    }
}
