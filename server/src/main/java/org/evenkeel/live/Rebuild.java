package org.evenkeel.live;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomState;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a state that the store lost back from the attendance ledger: who was prepared, entered, attached, admitted,
 * removed. Hands, chat and locks are not in the ledger and are lost with the last node that knew them.
 */
final class Rebuild {

    private Rebuild() {}

    /**
     * @param facts after the state's position, in order
     * @return the state with the facts, at the last fact's seq or its own, whichever is larger
     */
    static RoomState from(RoomState state, List<LedgerFact> facts) {
        var now = state;
        for (int from = 0; from < facts.size(); ) {
            int to = endOfEntry(facts, from);
            List<RoomEvent> events = new ArrayList<>(facts.subList(from, to).stream().map(LedgerFact::fact).toList());
            long at = Math.max(now.lastAt(), facts.get(from).at());
            now = now.apply(new RoomEntry(now.seq() + 1, at, Optional.empty(), events));
            from = to;
        }
        long last = facts.stream().mapToLong(LedgerFact::seq).max().orElse(0);
        return now.seq() < last ? now.renumbered(last) : now;
    }

    private static int endOfEntry(List<LedgerFact> facts, int from) {
        int to = from + 1;
        while (to < facts.size()
                && facts.get(to).seq() == facts.get(from).seq()
                && facts.get(to).epoch() == facts.get(from).epoch()) {
            to++;
        }
        return to;
    }
}
