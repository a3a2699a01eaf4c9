package org.evenkeel.live;

import org.evenkeel.room.Decision;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomRules;
import org.evenkeel.room.RoomState;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What was decided in one go on one state: entries that are appended together, and who is answered what once they are
 * written. An answer that needs no entry of its own (refused, already so) waits as well: it was given on a state that
 * is true only when the entries before it came to be.
 *
 * @param id random; finds the batch in the log after a lost answer
 * @param expected where it was decided
 * @param after the state that the entries make
 */
record Batch(String id, Position expected, List<RoomEntry> entries, List<Decided> decided, RoomState after) {

    private static final int LARGEST = 64;

    Batch {
        entries = List.copyOf(entries);
        decided = List.copyOf(decided);
    }

    /**
     * @param answer what the sender is told once the batch is written
     */
    record Decided(Pending command, Answer answer) {}

    /**
     * Decides what waits, one after the other on what the ones before will make true; takes it out of the queue. What
     * its sender took back is left out.
     */
    static Batch decide(String id, RoomReplica warm, Deque<Pending> queue, long now) {
        var entries = new ArrayList<RoomEntry>();
        var decided = new ArrayList<Decided>();
        var state = warm.state();
        while (!queue.isEmpty() && entries.size() < LARGEST) {
            var command = queue.pollFirst();
            if (command.answer().isDone()) {
                continue;
            }
            long at = Math.max(now, state.lastAt());
            var submission = command.submission().at(at);
            switch (RoomRules.decide(state, submission)) {
                case Decision.Accepted(var events) -> {
                    var entry = new RoomEntry(state.seq() + 1, at, submission.key(), events);
                    entries.add(entry);
                    state = state.apply(entry);
                    decided.add(new Decided(command, done(warm, entry.seq())));
                }
                case Decision.AlreadySo _ -> decided.add(new Decided(command, done(warm, state.seq())));
                case Decision.Repeated(long seq) -> decided.add(new Decided(command, done(warm, seq)));
                case Decision.Rejected(var code) -> decided.add(new Decided(command, new Answer.Refused(code)));
            }
        }
        return new Batch(id, warm.position(), entries, decided, state);
    }

    private static Answer done(RoomReplica warm, long seq) {
        return new Answer.Done(warm.position().withSeq(seq));
    }

    /** Tells everybody. */
    void settle() {
        decided.forEach(one -> one.command().answer().complete(one.answer()));
    }

    /** Whether somebody was answered before its fate was known. */
    boolean isPartlyGivenUp() {
        return decided.stream().anyMatch(one -> one.command().answer().isDone());
    }

    /** The commands whose senders still wait, in order. */
    List<Pending> unanswered() {
        return decided.stream().map(Decided::command).filter(command -> !command.answer().isDone()).toList();
    }
}
