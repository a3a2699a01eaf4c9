package org.evenkeel.api;

import org.evenkeel.live.Answer;
import org.evenkeel.live.MemberIds;
import org.evenkeel.live.Rooms;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.program.Session;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.Member;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Phase;
import org.evenkeel.room.Presence;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Standing;
import org.evenkeel.room.Submission;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What resources ask of live rooms and tell them, with an end to every waiting. Blocks. */
final class LiveRooms {

    private static final long LIST_PATIENCE_MILLIS = 1_500;
    private static final long PATIENCE_MILLIS = 6_000;

    /**
     * How a room stands now.
     *
     * @param waiting people in the waiting room
     * @param present participants who are connected in the room
     */
    record Numbers(Phase phase, int waiting, int present) {}

    private final Rooms rooms;
    private final MemberIds memberIds;
    private final InstantSource clock;

    LiveRooms(Rooms rooms, MemberIds memberIds, InstantSource clock) {
        this.rooms = rooms;
        this.memberIds = memberIds;
        this.clock = clock;
    }

    /**
     * How these rooms stand; one that does not answer soon is left out. Warms them: ask for those that are due only.
     */
    Map<SessionId, Numbers> numbers(Collection<SessionId> sessions) {
        Map<SessionId, CompletableFuture<Numbers>> asked = new HashMap<>();
        sessions.forEach(session -> asked.put(session, rooms.read(session, LiveRooms::numbers)));
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIST_PATIENCE_MILLIS);
        Map<SessionId, Numbers> numbers = new HashMap<>();
        asked.forEach(
                (session, future) -> {
                    try {
                        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                        numbers.put(session, answer(future, Math.max(0, left)));
                    } catch (StoreUnavailable _) {
                        // Left out: the list then shows what SQL knows of this session.
                    }
                });
        return numbers;
    }

    /** Who a member is: from the roster without asking the room, else as the room knows him. */
    Optional<PersonId> personOf(Session session, MemberId member) {
        return session.plan().roster().stream()
                .map(entry -> entry.person())
                .filter(person -> memberIds.member(session.id(), person).equals(member))
                .findFirst()
                .or(
                        () ->
                                answer(
                                        rooms.read(session.id(), state -> state.member(member).map(Member::person)),
                                        PATIENCE_MILLIS));
    }

    /**
     * How somebody stands with a room; empty when it does not know the person.
     *
     * @throws StoreUnavailable when the room does not answer
     */
    Optional<Standing> standing(SessionId session, PersonId person) {
        return answer(rooms.read(session, state -> state.memberOf(person).map(Member::standing)), LIST_PATIENCE_MILLIS);
    }

    /**
     * Lets the room know the answers of somebody who is in it or waits for it; of others it hears when they come.
     *
     * @throws StoreUnavailable when the room does not answer: the same answers can be sent again
     */
    void passGate(SessionId session, PersonId person, GateFlags flags) {
        Optional<MemberId> known =
                answer(rooms.read(session, state -> state.memberOf(person).map(Member::id)), PATIENCE_MILLIS);
        if (known.isEmpty()) {
            return;
        }
        var command = Submission.byMember(known.get(), clock.millis(), new RoomCommand.PassGate(flags));
        switch (answer(rooms.submit(session, command), PATIENCE_MILLIS)) {
            case Answer.Done _ -> {}
            // The room may refuse, when it ended for example; the answers are kept all the same.
            case Answer.Refused _ -> {}
            case Answer.Unavailable _ -> throw new StoreUnavailable("the room did not take the gate answers");
        }
    }

    private static Numbers numbers(RoomState state) {
        long present =
                state.inRoom()
                        .filter(member -> member.presence() == Presence.CONNECTED && member.role().isCounted())
                        .count();
        return new Numbers(state.phase(), state.waiting().size(), (int) present);
    }

    private static <T> T answer(CompletableFuture<T> future, long patienceMillis) {
        try {
            return future.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StoreUnavailable("a room did not answer in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new StoreUnavailable("a room cannot be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("the server is stopping", e);
        }
    }
}
