package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.LiveStory.ANN;
import static org.evenkeel.live.LiveStory.ROOM;

import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What a replica finds of itself in another history. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoomReplicaTest {

    private static LoggedEntry note(long seq, String text) {
        return new LoggedEntry(
                text,
                new RoomEntry(
                        seq, LiveStory.BEGIN + seq, Optional.empty(), List.of(new RoomEvent.NoteToStaff(ANN, text))));
    }

    private static RoomReplica with(RoomSnapshot snapshot, LoggedEntry... entries) {
        var replica = new RoomReplica(snapshot);
        for (var entry : entries) {
            replica.apply(entry);
        }
        return replica;
    }

    /**
     * The store was flushed again and again while two nodes did not hear of each other: each opened epochs in turn. The
     * one whose history lost looked only at epochs opened after its own, took the other's entries for its own under the
     * same numbers, and did not put its own in again.
     */
    @Test
    void histories_part_at_the_first_epoch_that_the_other_did_not_go_through() {
        var common = with(RoomSnapshot.nothing(ROOM).inEpoch(10), note(1, "seen by both"));
        var mine = with(common.snapshot().inEpoch(20), note(2, "mine"));
        var theirs = with(common.snapshot().inEpoch(15), note(2, "theirs"), note(3, "theirs too"));
        var won = with(theirs.snapshot().inEpoch(30));

        assertThat(mine.lostIn(won.epochs())).containsExactly(note(2, "mine"));
        assertThat(theirs.lostIn(won.epochs())).isEmpty();
        assertThat(common.lostIn(won.epochs())).isEmpty();
    }
}
