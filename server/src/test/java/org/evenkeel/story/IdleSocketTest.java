package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.check.CheckRun;
import org.evenkeel.check.Finding;
import org.evenkeel.check.Plans;
import org.evenkeel.check.Subject;
import org.evenkeel.redis.FaultProxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How long a silent socket stays open, with a proxy in between that waits and with one that does not. */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class IdleSocketTest {

    private static Finding looked(Path folder, int port) throws InterruptedException {
        var plan = Plans.of(folder).address("http://127.0.0.1:" + port).port(port, false).slow().plan();
        return CheckRun.of(plan).findings().stream()
                .filter(finding -> finding.subject() == Subject.SOCKET_IDLE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aProxyThatCutsASilentSocketIsNamedAndOneThatWaitsIsFine(@TempDir Path folder) throws InterruptedException {
        try (var server = TestServer.start();
                var patient = new FaultProxy(server.port());
                var hasty = new FaultProxy(server.port())) {
            var fine = CompletableFuture.supplyAsync(() -> quietly(folder, patient.port()));
            CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS).execute(hasty::cutAll);
            var cut = looked(folder, hasty.port());
            assertThat(cut.state()).as(cut.found()).isEqualTo(Finding.State.WARNING);
            assertThat(cut.found()).startsWith("A silent socket is cut after ");
            assertThat(fine.join().state()).as(fine.join().found()).isEqualTo(Finding.State.FINE);
            assertThat(fine.join().found()).endsWith("until the server ends it.");
        }
    }

    private static Finding quietly(Path folder, int port) {
        try {
            return looked(folder, port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
