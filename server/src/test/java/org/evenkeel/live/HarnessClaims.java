package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.attendance.Interval;
import org.evenkeel.attendance.Intervals;
import org.evenkeel.attendance.MemberPresence;
import org.evenkeel.attendance.PresenceFold;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What must be true in every story of a {@link FaultHarness}, at each step and at its end. */
final class HarnessClaims implements HarnessHub.Claims, MemoryStore.Witness {

    private final FaultHarness world;
    private int opened;

    HarnessClaims(FaultHarness world) {
        this.world = world;
    }

    // --- at each step ---

    @Override
    public void advanced(NodeId node, RoomState before, RoomState after, Position at, RoomEntry entry) {
        if (after.seq() != before.seq() + 1 || after.seq() != at.seq() || entry.seq() != at.seq()) {
            throw new AssertionError(node + " went from " + before.seq() + " to " + at);
        }
    }

    @Override
    public void appended(RoomLog.Append append) {
        for (var entry : append.entries()) {
            for (var event : entry.events()) {
                if (event instanceof RoomEvent.ConnectionLost lost && lost.reason() == LeaveReason.NODE_LOST) {
                    judgedRightly(lost);
                }
            }
        }
    }

    /** A node that renewed within the lease is alive for everybody. */
    private void judgedRightly(RoomEvent.ConnectionLost lost) {
        var node =
                world.people().stream()
                        .flatMap(person -> person.sockets().stream())
                        .filter(socket -> socket.connection().equals(lost.connection()))
                        .map(HarnessSocket::node)
                        .findFirst()
                        .orElseThrow();
        if (node.alive() && world.now() - node.renewedAt() <= NodeKeeper.LEASE_MILLIS) {
            throw new AssertionError(node.id() + " was judged dead while it lived and answered");
        }
    }

    @Override
    public void opened(SessionId room, NodeId by, RoomSnapshot snapshot) {
        opened++;
    }

    // --- at rest ---

    void hold() {
        if (world.history().isEmpty()) {
            return;
        }
        var log = world.living().getFirst();
        var present = (RoomLog.Loaded.Present) world.store().node(log.id()).load(FaultHarness.ROOM);
        var replica = RoomReplica.of(FaultHarness.ROOM, present);
        assertThat(present.intact()).as("the log is whole").isTrue();
        assertThat(replica.position()).as("the log folds to its head").isEqualTo(present.head());
        agreement(replica);
        everythingOnce(replica);
        timersOnce(replica);
        ledgerHolds(replica);
        healed(present.head());
        assertThat(world.ledger().conflicts()).as("rows of the ledger that were given twice").isEmpty();
    }

    private void agreement(RoomReplica log) {
        for (var node : world.living()) {
            node.warmHub(FaultHarness.ROOM)
                    .flatMap(HarnessHub::position)
                    .ifPresent(
                            at ->
                                    assertThat(at)
                                            .as("%s stands where the log stands", node.id())
                                            .isEqualTo(log.position()));
            node.warmHub(FaultHarness.ROOM)
                    .flatMap(HarnessHub::state)
                    .ifPresent(
                            state ->
                                    assertThat(state)
                                            .as("%s knows what the log folds to", node.id())
                                            .isEqualTo(log.state()));
        }
    }

    /** Each command with a text is in the history at most once, and once when somebody lives who saw it there. */
    private void everythingOnce(RoomReplica log) {
        Map<String, Integer> written = new HashMap<>();
        for (var entry : world.history().of(log.position(), log.epochs())) {
            for (var event : entry.getValue().events()) {
                text(event).ifPresent(text -> written.merge(text, 1, Integer::sum));
            }
        }
        written.forEach((text, times) -> assertThat(times).as("%s was applied", text).isEqualTo(1));
        for (var person : world.people()) {
            for (var sent : person.everything()) {
                if (sent.acknowledged() && !sent.text().isEmpty() && mustBeThere(sent.text())) {
                    assertThat(written).as("acknowledged to %s", person.member()).containsKey(sent.text());
                }
            }
        }
    }

    private boolean mustBeThere(String text) {
        return world.losses() == 0
                || world.living().stream()
                        .flatMap(node -> node.warmHub(FaultHarness.ROOM).stream())
                        .anyMatch(hub -> hub.saw(text));
    }

    private static Optional<String> text(RoomEvent event) {
        return switch (event) {
            case RoomEvent.NoteToStaff note -> Optional.of(note.text());
            case RoomEvent.StaffMessage message -> Optional.of(message.text());
            default -> Optional.empty();
        };
    }

    private void timersOnce(RoomReplica log) {
        List<String> finished = new ArrayList<>();
        for (var entry : world.history().of(log.position(), log.epochs())) {
            for (var event : entry.getValue().events()) {
                if (event instanceof RoomEvent.TimerFinished timer) {
                    finished.add(timer.id());
                }
            }
        }
        assertThat(finished).as("timers that ran out").doesNotHaveDuplicates();
        var due = org.evenkeel.room.Deadlines.next(log.state());
        assertThat(due.isPresent() && due.getAsLong() <= world.now() - 2_000)
                .as("something due was left undone")
                .isFalse();
    }

    /** Every fact of the history that holds is in the ledger, at its place. */
    private void ledgerHolds(RoomReplica log) {
        Map<Position, List<RoomEvent>> recorded = new HashMap<>();
        world.ledger()
                .read(FaultHarness.ROOM)
                .forEach(
                        fact ->
                                recorded.computeIfAbsent(new Position(fact.epoch(), fact.seq()), _ -> new ArrayList<>())
                                        .add(fact.fact()));
        for (var entry : world.history().of(log.position(), log.epochs())) {
            List<RoomEvent> facts =
                    entry.getValue().events().stream().filter(RoomEvent.Fact.class::isInstance).toList();
            if (!facts.isEmpty() && mustBeRecorded(entry.getKey(), log)) {
                assertThat(recorded.getOrDefault(entry.getKey(), List.of()))
                        .as("recorded of %s", entry.getKey())
                        .containsExactlyElementsOf(facts);
            }
        }
    }

    /** What only dead nodes ever saw and the store lost is nowhere any more. */
    private boolean mustBeRecorded(Position at, RoomReplica log) {
        return !forgetful() || at.epoch() == log.position().epoch();
    }

    /** The store lost something, and nodes died: nobody may be left who knew. */
    private boolean forgetful() {
        return world.plan().kills() && world.losses() > 0;
    }

    private void healed(Position head) {
        world.lossAt()
                .ifPresent(
                        before ->
                                assertThat(head.epoch())
                                        .as("after a loss a new epoch was opened")
                                        .isGreaterThan(before.epoch()));
    }

    // --- attendance, after the end ---

    void attendance() {
        var presence = PresenceFold.fold(world.ledger().read(FaultHarness.ROOM), OptionalLong.empty());
        assertThat(presence.ended()).as("the session ended").isPresent();
        if (!forgetful()) {
            assertThat(presence.unplaced()).as("facts about nobody known").isZero();
        }
        long end = presence.horizon();
        for (var person : world.people()) {
            var measured =
                    Optional.ofNullable(presence.people().get(person.person()))
                            .map(found -> found.union(MemberPresence::connected))
                            .orElse(Intervals.NONE);
            var surely = new ArrayList<Interval>();
            var atMost = new ArrayList<Interval>();
            for (var socket : person.sockets()) {
                socket.seatedAt().ifPresent(at -> add(surely, at, Math.min(end, surelyUntil(person, socket, at))));
                add(atMost, socket.asked(), Math.min(end, until(person, socket, end)));
            }
            assertThat(measured.subtract(Intervals.of(atMost)).list())
                    .as("%s was counted while away", person.member())
                    .isEmpty();
            if (!forgetful()) {
                assertThat(Intervals.of(surely).subtract(measured).list())
                        .as("%s was there and not counted", person.member())
                        .isEmpty();
            }
        }
    }

    /** One seat a person: whichever of his sockets the log let in last has it, also one that he gave up meanwhile. */
    private static long surelyUntil(HarnessPerson person, HarnessSocket socket, long seatedAt) {
        return person.sockets().stream()
                .filter(other -> other != socket && other.seatedAt().isPresent())
                .mapToLong(other -> other.seatedAt().getAsLong())
                .filter(at -> at >= seatedAt)
                .reduce(socket.surelyUntil(), Math::min);
    }

    /**
     * A socket of a dead node ends with the node; one whose loss nobody could report is taken to end when the next has
     * the seat. Where the store forgot the dead node's lease, and no judge lives who saw it, only the next seat tells.
     */
    private long until(HarnessPerson person, HarnessSocket socket, long end) {
        int index = person.sockets().indexOf(socket);
        long next =
                person.sockets().stream()
                        .skip(index + 1L)
                        .filter(other -> other.seatedAt().isPresent())
                        .mapToLong(other -> other.seatedAt().getAsLong())
                        .min()
                        .orElse(end);
        long reported = forgetful() ? end : socket.atMostUntil();
        long seat = Math.min(reported, Math.max(next, socket.asked()));
        return socket.node().alive() || world.losses() > 0 ? seat : Math.min(seat, socket.node().killedAt());
    }

    private static void add(List<Interval> list, long from, long to) {
        if (from < to) {
            list.add(new Interval(from, to));
        }
    }
}
