package org.evenkeel.sql;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.codec.EventCodec;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Optional;

/** Facts as bytes in the ledger's table. Any thread. */
final class SqlAttendanceLedger implements AttendanceLedger {

    private final LedgerTable table;
    private final EventCodec codec;

    SqlAttendanceLedger(LedgerTable table, EventCodec codec) {
        this.table = table;
        this.codec = codec;
    }

    /** Rows whose bytes differ may still say the same: a later release may write a fact with more fields. */
    @Override
    public List<Row> append(List<Row> rows) {
        return table.insertBatch(rows.stream().map(this::row).toList()).stream()
                .map(this::fact)
                .filter(row -> !read(row.session()).contains(row.fact()))
                .toList();
    }

    @Override
    public List<LedgerFact> read(SessionId session) {
        return table.ofSession(session).stream().map(this::fact).map(Row::fact).toList();
    }

    @Override
    public Optional<Head> head(SessionId session) {
        return table.last(session).map(last -> new Head(last.epoch(), last.seq()));
    }

    private LedgerTable.Row row(Row row) {
        LedgerFact fact = row.fact();
        return new LedgerTable.Row(
                row.session(),
                fact.epoch(),
                fact.seq(),
                fact.index(),
                fact.at(),
                person(fact.fact()),
                fact.fact().getClass().getSimpleName(),
                codec.encode(fact.fact()));
    }

    private Row fact(LedgerTable.Row row) {
        return switch (codec.decode(row.payload())) {
            case RoomEvent.Fact fact ->
                    new Row(row.session(), new LedgerFact(row.epoch(), row.seq(), row.idx(), row.at(), fact));
            case RoomEvent other -> throw new IllegalStateException("the ledger holds an event that is no fact");
        };
    }

    /** Only an entry names a person; all others name members, who mean nothing outside the session. */
    private static Optional<PersonId> person(RoomEvent.Fact fact) {
        return fact instanceof RoomEvent.Entered entered ? Optional.of(entered.person()) : Optional.empty();
    }
}
