package org.evenkeel.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A ledger whose writes are timed, and whose alarms are counted. Any thread. */
final class MeteredLedger implements AttendanceLedger {

    private final AttendanceLedger ledger;
    private final Timer written;
    private final Timer failed;
    private final Counter conflicts;

    MeteredLedger(AttendanceLedger ledger, MeterRegistry registry) {
        this.ledger = ledger;
        written = timer("written", registry);
        failed = timer("failed", registry);
        conflicts =
                Counter.builder("evenkeel.ledger.conflicts")
                        .description("Facts at whose place the ledger holds another: somebody changed the record")
                        .register(registry);
    }

    private static Timer timer(String outcome, MeterRegistry registry) {
        return Meters.timer("evenkeel.ledger.write", "One write of presence facts to SQL")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public List<Row> append(List<Row> rows) {
        long begun = System.nanoTime();
        try {
            var differing = ledger.append(rows);
            written.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            conflicts.increment(differing.size());
            return differing;
        } catch (RuntimeException e) {
            failed.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            throw e;
        }
    }

    @Override
    public List<LedgerFact> read(SessionId session) {
        return ledger.read(session);
    }

    @Override
    public Optional<Head> head(SessionId session) {
        return ledger.head(session);
    }
}
