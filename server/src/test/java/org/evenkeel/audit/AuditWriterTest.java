package org.evenkeel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.evenkeel.room.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Nobody goes on before his row is durable; who waits together is written together; what was changed is not forgotten.
 */
@Timeout(30)
class AuditWriterTest {

    private final MemoryAuditLog memory = new MemoryAuditLog();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger commits = new AtomicInteger();
    private Consumer<List<AuditEntry>> before = _ -> {};

    private final AuditWriter writer =
            new AuditWriter(
                    new ForwardingAuditLog(memory) {
                        @Override
                        public AuditHead append(List<AuditEntry> entries) {
                            before.accept(entries);
                            if (away.get()) {
                                throw new IllegalStateException("storage is away");
                            }
                            commits.incrementAndGet();
                            return super.append(entries);
                        }
                    });

    private static AuditEntry entry(long at, AuditAction action, String result) {
        return new AuditEntry(at, AuditActor.console(), action, List.of(AuditSubject.of(new PersonId("p"))), result);
    }

    private List<Long> written() {
        List<Long> times = new ArrayList<>();
        memory.forEach(row -> times.add(row.at()));
        return times;
    }

    @Test
    void aRowIsThereWhenItsCallerGoesOn() {
        writer.record(entry(1, AuditAction.GATE_READ, "ok"));
        assertThat(written()).containsExactly(1L);
    }

    @Test
    void whoComesWhileOneIsWrittenIsWrittenTogetherWithTheOthers() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        before =
                entries -> {
                    if (entries.getFirst().at() == 0) {
                        inside.countDown();
                        await(go);
                    }
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            all.add(threads.submit(() -> writer.record(entry(0, AuditAction.GATE_READ, "ok"))));
            await(inside);
            for (int i = 1; i <= 100; i++) {
                int at = i;
                all.add(threads.submit(() -> writer.record(entry(at, AuditAction.GATE_READ, "ok"))));
            }
            while (writer.waiting() < 100) {
                Thread.onSpinWait();
            }
            go.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(written()).hasSize(101);
        assertThat(commits).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasReadIsRefusedWithoutItsRowAndWhatWasChangedIsWrittenLater() {
        away.set(true);
        for (var entry :
                List.of(
                        entry(1, AuditAction.GATE_READ, "ok"),
                        entry(2, AuditAction.LINK_REVOKE, "ok"),
                        entry(3, AuditAction.LINK_REVOKE, "not_found"))) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> writer.record(entry));
        }
        assertThat(writer.unwritten()).isEqualTo(1);
        writer.retry();
        assertThat(writer.unwritten()).isEqualTo(1);
        away.set(false);
        writer.record(entry(4, AuditAction.GATE_READ, "ok"));
        assertThat(written()).containsExactly(2L, 4L);
        assertThat(writer.unwritten()).isZero();
    }

    @Test
    void theEndWritesWhatWasKept() {
        away.set(true);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> writer.record(entry(1, AuditAction.LINK_ISSUE, "ok")));
        away.set(false);
        writer.close();
        assertThat(written()).containsExactly(1L);
    }
}
