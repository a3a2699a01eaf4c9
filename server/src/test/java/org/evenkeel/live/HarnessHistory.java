package org.evenkeel.live;

import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything that was ever written to the store, also what it lost later. */
final class HarnessHistory implements MemoryStore.Witness {

    private final Map<Position, RoomEntry> entries = new TreeMap<>();
    private final Set<Long> epochs = new HashSet<>();
    private final List<MemoryStore.Witness> readers = new ArrayList<>();

    void also(MemoryStore.Witness reader) {
        readers.add(reader);
    }

    @Override
    public void appended(RoomLog.Append append) {
        for (var entry : append.entries()) {
            var place = append.expected().withSeq(entry.seq());
            var there = entries.putIfAbsent(place, entry);
            if (there != null) {
                throw new AssertionError(place + " was given twice: " + there + " and " + entry);
            }
        }
        readers.forEach(reader -> reader.appended(append));
    }

    @Override
    public void opened(SessionId room, NodeId by, RoomSnapshot snapshot) {
        if (!epochs.add(snapshot.at().epoch())) {
            throw new AssertionError("epoch " + snapshot.at().epoch() + " was opened twice");
        }
        readers.forEach(reader -> reader.opened(room, by, snapshot));
    }

    /** All events of a kind that were ever written. */
    <T extends RoomEvent> List<T> events(Class<T> kind) {
        return entries.values().stream()
                .flatMap(entry -> entry.events().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Everything, one entry a line: for whoever looks into a broken story. */
    List<String> lines() {
        return entries.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList();
    }

    /** How many epochs were opened. */
    int epochs() {
        return epochs.size();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The entries that a history holds: of each of its epochs what the later ones kept. */
    List<Map.Entry<Position, RoomEntry>> of(Position head, List<RoomSnapshot.EpochStart> starts) {
        return entries.entrySet().stream()
                .filter(entry -> starts.stream().anyMatch(start -> start.epoch() == entry.getKey().epoch()))
                .filter(
                        entry ->
                                starts.stream()
                                        .filter(start -> start.epoch() > entry.getKey().epoch())
                                        .allMatch(start -> entry.getKey().seq() <= start.kept()))
                .filter(entry -> entry.getKey().compareTo(head) <= 0)
                .toList();
    }
}
