package org.evenkeel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.audit.AuditEntry;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.audit.AuditVerifier;
import org.evenkeel.audit.AuditWriter;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a row of the audit log costs its request, how many a node and two nodes write, and what that does to the one
 * thing of a room that waits for the same database: its presence facts. Figures go to standard output.
 */
@Tag("long")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AuditCostTest {

    private static final int ROWS = Integer.getInteger("audit.rows", 4_000);
    private static final int FACTS = 300;

    @TempDir private Path folder;

    private Database open(String kind, DatabaseAddress.Postgres postgres) {
        return kind.equals("sqlite") ? TestDatabases.sqlite(folder) : Database.open(postgres);
    }

    private static AuditEntry entry(int i) {
        return AuditEntry.done(
                i,
                AuditActor.staff(new PersonId("counselor"), Set.of(StaffRole.COUNSELOR)),
                AuditAction.GATE_READ,
                AuditSubject.of(new SessionId("session")),
                AuditSubject.of(new PersonId("person-" + i % 300)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whatARowCosts(String kind) throws Exception {
        try (var server = TestPostgres.startSafe()) {
            var address = new DatabaseAddress.Postgres(server.freshDatabase(), "evenkeel", "", 8);
            try (var one = open(kind, address);
                    var other = open(kind, address)) {
                var nodes = List.of(new AuditWriter(new SqlAuditLog(one)), new AuditWriter(new SqlAuditLog(other)));
                record(nodes.subList(0, 1), 8, 1_000); // warms up
                for (int callers : new int[] {1, 8, 64}) {
                    say(kind + ", one node, " + callers + " callers", record(nodes.subList(0, 1), callers, ROWS));
                }
                say(kind + ", two nodes, 64 callers", record(nodes, 64, ROWS));
                facts(kind, one, nodes.getFirst());
                long began = System.nanoTime();
                var outcome = new AuditVerifier(new SqlAuditLog(one)).verify(List.of());
                System.out.printf(
                        "%s: %d rows verified in %.2f s%n", kind, outcome.rows(), (System.nanoTime() - began) / 1e9);
                assertThat(outcome.fine()).isTrue();
            }
        }
    }

    /**
     * @return how long each row took its caller, nanoseconds, sorted; the last one is the whole run
     */
    private static long[] record(List<AuditWriter> nodes, int callers, int rows) throws Exception {
        List<Future<long[]>> all = new ArrayList<>();
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                var writer = nodes.get(caller % nodes.size());
                int mine = rows / callers;
                all.add(
                        threads.submit(
                                () -> {
                                    long[] took = new long[mine];
                                    for (int i = 0; i < mine; i++) {
                                        long from = System.nanoTime();
                                        writer.record(entry(i));
                                        took[i] = System.nanoTime() - from;
                                    }
                                    return took;
                                }));
            }
        }
        long whole = System.nanoTime() - began;
        List<Long> took = new ArrayList<>();
        for (var each : all) {
            Arrays.stream(each.get()).forEach(took::add);
        }
        took.sort(Long::compare);
        took.add(whole);
        return took.stream().mapToLong(Long::longValue).toArray();
    }

    private static void say(String what, long[] took) {
        int count = took.length - 1;
        System.out.printf(
                "%s: %.0f rows/s, median %.1f ms, p99 %.1f ms%n",
                what, count / (took[count] / 1e9), took[count / 2] / 1e6, took[count * 99 / 100] / 1e6);
    }

    /** Batches of five presence facts, as a room's entry makes them, alone and beside eight callers who never rest. */
    private void facts(String kind, Database database, AuditWriter writer) throws Exception {
        var ledger = new LedgerTable(database);
        System.out.printf("%s: presence facts alone: %s%n", kind, facts(ledger, 1));
        var stop = new AtomicBoolean();
        var begun = new CountDownLatch(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 8; caller++) {
                threads.submit(
                        () -> {
                            begun.countDown();
                            for (int i = 0; !stop.get(); i++) {
                                writer.record(entry(i));
                            }
                        });
            }
            begun.await();
            System.out.printf("%s: presence facts beside 8 callers: %s%n", kind, facts(ledger, 2));
            stop.set(true);
        }
    }

    private static String facts(LedgerTable ledger, long epoch) {
        long[] took = new long[FACTS];
        for (int seq = 0; seq < FACTS; seq++) {
            List<LedgerTable.Row> rows = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                rows.add(
                        new LedgerTable.Row(
                                new SessionId("s"), epoch, seq, i, seq, Optional.empty(), "Left", new byte[120]));
            }
            long from = System.nanoTime();
            ledger.insertBatch(rows);
            took[seq] = System.nanoTime() - from;
        }
        Arrays.sort(took);
        return "median %.1f ms, p99 %.1f ms".formatted(took[FACTS / 2] / 1e6, took[FACTS * 99 / 100] / 1e6);
    }
}
