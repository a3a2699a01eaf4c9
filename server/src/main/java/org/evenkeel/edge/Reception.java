package org.evenkeel.edge;

import org.evenkeel.live.Answer;
import org.evenkeel.live.Arrivals;
import org.evenkeel.live.Ids;
import org.evenkeel.live.MediaDesks;
import org.evenkeel.live.MemberIds;
import org.evenkeel.live.Rooms;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.room.Member;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;
import org.evenkeel.wire.CloseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What every socket needs to be let in and served: the room-aware half of the edge, ready to be given to an {@link
 * EdgeServer}. Any thread.
 */
public final class Reception implements SocketDoor {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final long ENTERING_SECONDS = 10;
    private static final long CHECK_MILLIS = 1_500;

    private final NodeId node;
    private final Hubs hubs;
    private final Rooms rooms;
    private final MediaDesks media;
    private final Arrivals arrivals;
    private final Doorman doorman;
    private final MemberIds memberIds;
    private final Ids ids;
    private final SocketRates rates;
    private final BooleanSupplier serving;
    private final LongSupplier clock;
    private final Executor virtual;
    private final EdgeMeter meter;

    /**
     * The parts of it.
     *
     * @param serving whether this node may take people: lease held, clock agreed
     * @param clock milliseconds UTC
     * @param virtual runs what blocks
     * @param meter counts
     */
    public record Parts(
            NodeId node,
            RoomSockets sockets,
            Rooms rooms,
            MediaDesks media,
            Doorman doorman,
            MemberIds memberIds,
            Ids ids,
            org.evenkeel.wire.Limits limits,
            BooleanSupplier serving,
            LongSupplier clock,
            Executor virtual,
            EdgeMeter meter) {}

    public Reception(Parts parts) {
        node = parts.node();
        hubs = parts.sockets().hubs();
        rooms = parts.rooms();
        media = parts.media();
        arrivals = new Arrivals(parts.rooms(), parts.clock());
        doorman = parts.doorman();
        memberIds = parts.memberIds();
        ids = parts.ids();
        rates = new SocketRates(parts.limits(), System::nanoTime, parts.meter());
        serving = parts.serving();
        clock = parts.clock();
        virtual = parts.virtual();
        meter = parts.meter();
        hubs.connect(rooms);
    }

    @Override
    public SocketEvents opened(ClientSocket socket) {
        return new ClientSession(socket, this);
    }

    NodeId node() {
        return node;
    }

    Hubs hubs() {
        return hubs;
    }

    Rooms rooms() {
        return rooms;
    }

    MediaDesks media() {
        return media;
    }

    /** Submits a member's command; what must not wait for a slow log is done in the media meanwhile. */
    CompletableFuture<Answer> command(SessionId session, Submission submission) {
        var answer =
                MediaDesks.isUrgent(submission.command())
                        ? rooms.submitPatiently(session, submission)
                        : rooms.submit(session, submission);
        media.watch(session, submission, answer);
        return answer;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    MemberIds memberIds() {
        return memberIds;
    }

    SocketRates limits() {
        return rates;
    }

    EdgeMeter meter() {
        return meter;
    }

    boolean serving() {
        return serving.getAsBoolean();
    }

    long now() {
        return clock.getAsLong();
    }

    Optional<Doorman.Entrance> redeem(String ticket) {
        return doorman.redeem(ticket);
    }

    RoomHub warm(SessionId session) {
        rooms.warm(session);
        return hubs.hub(session).orElseThrow(() -> new StoreUnavailable("the room went cold"));
    }

    /** The id by which a room knows the person, if it does. Blocks on the room. */
    Optional<MemberId> memberOf(SessionId session, PersonId person) {
        return joined(rooms.read(session, state -> state.memberOf(person).map(Member::id)));
    }

    Seat newSeat(SessionId session, MemberId member) {
        var token = new ResumeToken(session, member, ids.next());
        return new Seat(session, member, memberIds.connection(session, token.secret()), token.text());
    }

    /** Why this member's token is not good any more whatever the room says; blocks for some seconds at most. */
    Optional<CloseCode> unwelcome(ClientSession client, SessionId session, MemberId member) {
        var unknown = unless(client, CloseCode.BAD_TOKEN, () -> doorman.exists(session));
        if (unknown.isPresent()) {
            return unknown;
        }
        Optional<PersonId> person =
                joined(rooms.read(session, state -> state.member(member).map(known -> known.person())));
        return person.isEmpty()
                ? Optional.of(CloseCode.BAD_TOKEN)
                : unless(client, CloseCode.SIGNED_OUT, () -> doorman.stillWelcome(session, person.get()));
    }

    /**
     * A room goes on while SQL is down: whoever was let in before may come back, the token proves that he was. Nobody
     * waits for a database that is slow to say that it is away; what it says in the end still holds.
     */
    private Optional<CloseCode> unless(ClientSession client, CloseCode otherwise, BooleanSupplier question) {
        var answer =
                CompletableFuture.supplyAsync(
                        () -> question.getAsBoolean() ? Optional.<CloseCode>empty() : Optional.of(otherwise), virtual);
        try {
            return answer.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.atWarn()
                    .addKeyValue("event", "resume-unchecked")
                    .addKeyValue("kind", e.getClass().getSimpleName())
                    .log("a resume was taken on its token alone");
            answer.thenAccept(late -> late.ifPresent(client::dismissed));
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("the server is stopping", e);
        }
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new StoreUnavailable("the room cannot be read", e);
        }
    }

    /** Runs what may block, off the event loop; a store that does not answer closes the socket with "come back". */
    void blocking(ClientSession client, Runnable work) {
        virtual.execute(
                () -> {
                    try {
                        work.run();
                    } catch (StoreUnavailable e) {
                        client.unavailable();
                    } catch (RuntimeException e) {
                        LOG.atError()
                                .addKeyValue("event", "entering-defect")
                                .setCause(e)
                                .log("a socket could not be let in");
                        client.unavailable();
                    }
                });
    }

    void later(Runnable check) {
        CompletableFuture.delayedExecutor(ENTERING_SECONDS, TimeUnit.SECONDS, virtual).execute(check);
    }
}
