package org.evenkeel.record;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger's memory twin. {@link #tamper} does what no statement of the server does. */
public final class MemoryAttendanceLedger implements AttendanceLedger {

    private final Map<SessionId, TreeMap<LedgerFact.Key, LedgerFact>> facts = new ConcurrentHashMap<>();

    @Override
    public synchronized List<Row> append(List<Row> rows) {
        List<Row> alarms = new ArrayList<>();
        for (Row row : rows) {
            LedgerFact there = of(row.session()).putIfAbsent(row.fact().key(), row.fact());
            if (there != null && !there.equals(row.fact())) {
                alarms.add(row);
            }
        }
        return List.copyOf(alarms);
    }

    @Override
    public synchronized List<LedgerFact> read(SessionId session) {
        return List.copyOf(of(session).values());
    }

    @Override
    public synchronized Optional<Head> head(SessionId session) {
        return of(session).isEmpty()
                ? Optional.empty()
                : Optional.of(new Head(of(session).lastKey().epoch(), of(session).lastKey().seq()));
    }

    public TreeMap<LedgerFact.Key, LedgerFact> tamper(SessionId session) {
        return of(session);
    }

    private TreeMap<LedgerFact.Key, LedgerFact> of(SessionId session) {
        return facts.computeIfAbsent(session, _ -> new TreeMap<>());
    }
}
