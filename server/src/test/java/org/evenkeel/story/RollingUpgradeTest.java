package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.children.NextBuild;
import org.evenkeel.children.TestFolder;
import org.evenkeel.live.Await;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.sql.TestPostgres;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Two nodes behind a proxy with PostgreSQL are replaced one after the other by a newer build: the group goes on. */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RollingUpgradeTest {

    private static final int DRAINING = 4000;

    /** A page that is told to come back is there again within this time, milliseconds. */
    private static final long LONGEST_HOLE = 5_000;

    @Test
    void a_group_goes_on_while_both_its_nodes_are_replaced_by_a_build_with_another_migration() throws Exception {
        var database = TestPostgres.shared().freshDatabase();
        var folder = TestServer.freshFolder();
        try (var nodes = new TwoNodes(Map.of("database.url", database));
                var proxy = NginxProxy.before(nodes.a.port(), nodes.b.port())) {
            var fay = nodes.enter("fay", proxy.port()).does("start");
            var ann = nodes.enter("ann", proxy.port());
            var ben = nodes.enter("ben", proxy.port());
            Admission.by(fay, ann);
            Admission.by(fay, ben);
            var pages = List.of(fay, ann, ben);
            var next = NextBuild.in(folder);

            replace(nodes.a, next, pages, proxy);
            ann.does("raise_hand");
            fay.sees("members", ann, member -> member.has("hand"));
            replace(nodes.b, next, pages, proxy);
            ben.does("raise_hand");
            fay.sees("members", ben, member -> member.has("hand"));

            NextBuild.migrated(database);
            assertThat(pages).allSatisfy(RollingUpgradeTest::sawNobodyLeave);
            fay.start("end", Map.of());
            Await.until("the end is in the ledger", () -> hasEnded(nodes));
            for (var key : List.of("fay", "ann", "ben")) {
                assertThat(nodes.longestHole(key)).as("hole of " + key).isLessThan(LONGEST_HOLE);
            }
        } finally {
            TestFolder.delete(folder);
        }
    }

    /** As a service manager does it: the node drains and ends, then the newer build starts. */
    private static void replace(ServerProcess node, NextBuild next, List<RoomClient> pages, NginxProxy proxy) {
        var stopping = Thread.ofVirtual().start(node::stop);
        Await.until("it is gone and everybody came back", () -> allBack(pages, proxy) && !stopping.isAlive());
        node.restart(next).awaitReady();
    }

    /** A page that was told to come back tries until the proxy finds a node that takes it. */
    private static boolean allBack(List<RoomClient> pages, NginxProxy proxy) {
        for (var page : pages) {
            if (page.ended()) {
                assertThat(page.awaitClose()).isEqualTo(DRAINING);
                try {
                    page.resume(proxy.port());
                } catch (RoomSocket.SocketRefused e) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void sawNobodyLeave(RoomClient page) {
        assertThat(page.frames())
                .noneMatch(frame -> frame.json().path("changes").findValuesAsString("t").contains("member_gone"));
    }

    private static boolean hasEnded(TwoNodes nodes) {
        return nodes.facts().stream().anyMatch(fact -> fact.fact() instanceof RoomEvent.SessionEnded);
    }
}
