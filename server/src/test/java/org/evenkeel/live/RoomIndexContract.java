package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.Writing.A;
import static org.evenkeel.live.Writing.B;
import static org.evenkeel.live.Writing.OTHER_ROOM;
import static org.evenkeel.live.Writing.ROOM;
import static org.evenkeel.live.Writing.append;

import org.evenkeel.room.Attachment;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.Expected;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent.Attached;
import org.evenkeel.room.RoomEvent.Entered;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What every {@link RoomIndex} promises, together with the log whose appends keep it. */
public abstract class RoomIndexContract {

    private StoreUnderTest store;
    private RoomLog log;
    private RoomIndex index;

    protected abstract StoreUnderTest open();

    @BeforeEach
    void openStore() {
        store = open();
        log = store.node(A).log();
        index = store.node(A).index();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void due(SessionId room, Position at, OptionalLong due) {
        log.append(append(room, A, at, "batch-" + at.seq(), 1, due, true));
    }

    @Test
    void dueRoomsComeWithTheLongestDueFirst() {
        due(ROOM, Position.ORIGIN, OptionalLong.of(2_000));
        due(OTHER_ROOM, Position.ORIGIN, OptionalLong.of(1_000));

        assertThat(index.due(999, 10)).isEmpty();
        assertThat(index.due(1_000, 10)).containsExactly(OTHER_ROOM);
        assertThat(index.due(5_000, 10)).containsExactly(OTHER_ROOM, ROOM);
        assertThat(index.due(5_000, 1)).containsExactly(OTHER_ROOM);
    }

    @Test
    void eachAppendSaysAnewWhenTheRoomIsDue() {
        due(ROOM, Position.ORIGIN, OptionalLong.of(1_000));
        due(ROOM, new Position(1, 1), OptionalLong.of(3_000));
        assertThat(index.due(2_000, 10)).isEmpty();

        due(ROOM, new Position(1, 2), OptionalLong.empty());
        assertThat(index.due(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void aRefusedAppendChangesNoIndex() {
        due(ROOM, Position.ORIGIN, OptionalLong.of(1_000));

        log.append(append(ROOM, B, Position.ORIGIN, "late", 1, OptionalLong.empty(), true));

        assertThat(index.due(1_000, 10)).containsExactly(ROOM);
        assertThat(index.roomsOf(B)).isEmpty();
    }

    @Test
    void aNodesRoomsAreThoseInWhichItHadMembers() {
        log.append(append(ROOM, A, Position.ORIGIN, "one", 1, OptionalLong.empty(), true));
        log.append(append(OTHER_ROOM, B, Position.ORIGIN, "one", 1, OptionalLong.empty(), true));
        log.append(append(ROOM, B, new Position(1, 1), "two", 1, OptionalLong.empty(), true));

        assertThat(index.roomsOf(A)).containsExactly(ROOM);
        assertThat(index.roomsOf(B)).containsExactlyInAnyOrder(ROOM, OTHER_ROOM);

        log.append(append(ROOM, B, new Position(1, 2), "three", 1, OptionalLong.empty(), false));
        assertThat(index.roomsOf(B)).containsExactly(OTHER_ROOM);
        assertThat(index.roomsOf(A)).containsExactly(ROOM);
    }

    @Test
    void aReleasedRoomIsTakenFromOneNodeOnly() {
        log.append(append(ROOM, A, Position.ORIGIN, "one", 1, OptionalLong.empty(), true));
        log.append(append(ROOM, B, new Position(1, 1), "two", 1, OptionalLong.empty(), true));

        index.release(A, ROOM);
        index.release(A, ROOM);

        assertThat(index.roomsOf(A)).isEmpty();
        assertThat(index.roomsOf(B)).containsExactly(ROOM);
    }

    /** A flush takes the lists of all nodes with it; without this, a silent node's death would never be noticed. */
    @Test
    void aNewEpochListsTheRoomForEveryNodeThatHoldsASeat() {
        var state = seatedAt(B);
        var snapshot = new RoomSnapshot(new Position(2, state.seq()), List.of(), state);

        log.openEpoch(ROOM, A, Optional.empty(), snapshot, OptionalLong.of(500));

        assertThat(index.roomsOf(A)).containsExactly(ROOM);
        assertThat(index.roomsOf(B)).containsExactly(ROOM);
        assertThat(index.due(500, 10)).containsExactly(ROOM);
    }

    private static RoomState seatedAt(NodeId node) {
        var member = new MemberId("m-seated");
        var entry =
                new RoomEntry(
                        1,
                        1_000,
                        Optional.empty(),
                        List.of(
                                new Entered(member, new PersonId("p-1"), Role.PARTICIPANT, false, Expected.TODAY),
                                new Attached(member, new ConnectionId("c-1"), new ClientId("tab-1"), node, 1, true)));
        var state = RoomState.empty(ROOM).apply(entry);
        if (state.member(member).flatMap(seated -> seated.attachment().map(Attachment::node)).isEmpty()) {
            throw new AssertionError("the member has no seat");
        }
        return state;
    }
}
