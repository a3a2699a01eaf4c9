package org.evenkeel.edge;

import org.evenkeel.live.Answer;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.Position;
import org.evenkeel.room.Actor;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.CommandKey;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RejectionCode;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.Submission;
import org.evenkeel.wire.BadMessage;
import org.evenkeel.wire.ClientCommand;
import org.evenkeel.wire.ClientMessage;
import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.ErrorCode;
import org.evenkeel.wire.ServerMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One socket from its first frame to its end: authenticates, takes a seat, passes commands on, answers. Messages come
 * on the event loop; what blocks goes to a virtual thread.
 */
final class ClientSession implements SocketEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);
    private static final long VERSION = 1;

    /** What a tab may call itself: it becomes part of names elsewhere. */
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final ClientSocket socket;
    private final Reception reception;
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private boolean greeted;
    private long lastNumber;
    private volatile Stage stage = new Stage.Outside();
    private volatile boolean open = true;
    private volatile CompletableFuture<Answer> admission = CompletableFuture.completedFuture(new Answer.Unavailable());

    /** Where the socket stands. */
    private sealed interface Stage {
        /** Nobody yet. */
        record Outside() implements Stage {}

        /** Authenticated; the log decides. */
        record Entering(Seat seat) implements Stage {}

        /** In the room or waiting. */
        record Seated(Seat seat, PersonId person, ClientId client) implements Stage {}
    }

    ClientSession(ClientSocket socket, Reception reception) {
        this.socket = socket;
        this.reception = reception;
    }

    ClientSocket socket() {
        return socket;
    }

    /**
     * @throws IllegalStateException before the socket was authenticated
     */
    Seat seat() {
        return switch (stage) {
            case Stage.Entering(var seat) -> seat;
            case Stage.Seated(var seat, _, _) -> seat;
            case Stage.Outside() -> throw new IllegalStateException("nobody has this socket yet");
        };
    }

    boolean alive() {
        return open;
    }

    /** The log has this connection and the first view was sent. Room thread. */
    void seated(PersonId person, ClientId client) {
        if (stage instanceof Stage.Entering(var seat)) {
            stage = new Stage.Seated(seat, person, client);
            reception.hubs().belongs(person, this);
        }
    }

    /** The server ends this socket. Any thread. */
    void dismissed(CloseCode code) {
        socket.close(code);
    }

    @Override
    public void message(ClientMessage message) {
        switch (message) {
            case ClientMessage.Hello hello -> first(hello.versions(), () -> enter(hello));
            case ClientMessage.Resume resume -> first(resume.versions(), () -> resume(resume));
            case ClientMessage.Do command -> command(command);
            case ClientMessage.Ping(long id) -> ping(id);
            case ClientMessage.Offer offer -> signal(offer);
            case ClientMessage.Answer answer -> signal(answer);
            case ClientMessage.Candidate candidate -> signal(candidate);
            case ClientMessage.Restart restart -> signal(restart);
            case ClientMessage.Want want -> signal(want);
        }
    }

    private void ping(long id) {
        if (reception.limits().pings(socket)) {
            socket.send(new ServerMessage.Pong(id, reception.now()));
        } else {
            socket.send(error(ErrorCode.TOO_FAST));
        }
    }

    private void first(List<Long> versions, Runnable then) {
        if (greeted) {
            violated(ErrorCode.NOT_READY);
        } else if (!versions.contains(VERSION)) {
            violated(ErrorCode.UNKNOWN_VERSION);
        } else if (!reception.serving()) {
            socket.close(CloseCode.UNAVAILABLE);
        } else {
            greeted = true;
            reception.blocking(this, then);
        }
    }

    /** A store did not answer while the socket was being let in. */
    void unavailable() {
        socket.close(CloseCode.UNAVAILABLE);
    }

    private void enter(ClientMessage.Hello hello) {
        var client = clientId(hello.client());
        var entrance = client.flatMap(_ -> reception.redeem(hello.ticket()));
        if (entrance.isEmpty()) {
            socket.close(CloseCode.BAD_TICKET);
            return;
        }
        var guest = entrance.get();
        var member = reception.memberIds().member(guest.session(), guest.person());
        enter(guest, member, client.orElseThrow(), _ -> enterAsKnown(guest, member, client.orElseThrow()));
    }

    /**
     * A room that was rebuilt from the ledger after a restore knows people by ids that an older key of the session
     * made.
     */
    private void enterAsKnown(Doorman.Entrance guest, MemberId made, ClientId client) {
        reception.blocking(
                this,
                () ->
                        reception
                                .memberOf(guest.session(), guest.person())
                                .filter(known -> !known.equals(made))
                                .ifPresentOrElse(
                                        known -> enter(guest, known, client, this::refused),
                                        () -> refused(RejectionCode.NO_SUCH_MEMBER)));
    }

    /**
     * @param unknown what is done when the room knows no such member
     */
    private void enter(Doorman.Entrance guest, MemberId member, ClientId client, Consumer<RejectionCode> unknown) {
        var seat = reception.newSeat(guest.session(), member);
        entering(seat, new Arrival.NewPage());
        var enter =
                new RoomCommand.Enter(
                        member,
                        guest.person(),
                        guest.role(),
                        guest.credentialed(),
                        guest.expected(),
                        seat.connection(),
                        client,
                        reception.node());
        await(seat, reception.arrivals().enter(guest.session(), guest.settings(), enter, guest.gate()), unknown);
    }

    private static Optional<ClientId> clientId(String text) {
        return CLIENT.matcher(text).matches() ? Optional.of(new ClientId(text)) : Optional.empty();
    }

    private void resume(ClientMessage.Resume resume) {
        var parsed = ResumeToken.parse(resume.token());
        if (parsed.isEmpty() || resume.epoch() < 1 || resume.seq() < 0) {
            socket.close(CloseCode.BAD_TOKEN);
            return;
        }
        var token = parsed.get();
        var unwelcome = reception.unwelcome(this, token.session(), token.member());
        if (unwelcome.isPresent()) {
            socket.close(unwelcome.get());
            return;
        }
        var presented = reception.memberIds().connection(token.session(), token.secret());
        var seat = reception.newSeat(token.session(), token.member());
        entering(seat, new Arrival.SamePage(new Position(resume.epoch(), resume.seq())));
        var again = new RoomCommand.Resume(token.member(), presented, seat.connection(), reception.node());
        var answer = reception.rooms().submit(token.session(), Submission.byServer(reception.now(), again));
        answer.thenAccept(reception.meter()::resumed);
        await(seat, answer, this::refused);
    }

    private void entering(Seat seat, Arrival arrival) {
        stage = new Stage.Entering(seat);
        reception.warm(seat.session()).expect(this, seat.connection(), arrival);
        reception.later(this::giveUpEntering);
        if (!open) {
            notComing(seat);
        }
    }

    private void await(Seat seat, CompletableFuture<Answer> answer, Consumer<RejectionCode> unknown) {
        admission = answer;
        answer.thenAccept(known -> entered(seat, known, unknown));
        if (!open) {
            answer.cancel(false);
        }
    }

    /** Whatever went wrong between the log and this socket: the page tries again instead of waiting for ever. */
    private void giveUpEntering() {
        if (stage instanceof Stage.Entering && open) {
            socket.close(CloseCode.UNAVAILABLE);
        }
    }

    private void notComing(Seat seat) {
        reception.hubs().hub(seat.session()).ifPresent(hub -> hub.forget(seat.connection()));
    }

    private void entered(Seat seat, Answer answer, Consumer<RejectionCode> unknown) {
        LOG.atDebug()
                .addKeyValue("event", "entry-answered")
                .addKeyValue("answer", answer)
                .log("a page asked to come in");
        switch (answer) {
            case Answer.Done _ -> {}
            case Answer.Refused(var code) when code == RejectionCode.NO_SUCH_MEMBER -> {
                notComing(seat);
                unknown.accept(code);
            }
            case Answer.Refused(var code) -> {
                notComing(seat);
                refused(code);
            }
            case Answer.Unavailable() -> {
                notComing(seat);
                socket.close(CloseCode.UNAVAILABLE);
            }
        }
    }

    private void refused(RejectionCode code) {
        switch (code) {
            case BARRED, ACCESS_REVOKED -> socket.close(CloseCode.REMOVED);
            case DECLINED -> socket.close(CloseCode.DECLINED);
            case ENDED -> socket.close(CloseCode.ENDED);
            case STALE_CONNECTION -> socket.close(CloseCode.CONNECTED_ELSEWHERE);
            case NOT_IN_ROOM, NOT_A_MEMBER, NOT_PREPARED -> socket.close(CloseCode.BAD_TOKEN);
            default -> socket.close(CloseCode.REFUSED, Translator.error(code).wire());
        }
    }

    private void command(ClientMessage.Do message) {
        if (!(stage instanceof Stage.Seated seated)) {
            violated(ErrorCode.NOT_READY);
            return;
        }
        long n = message.n();
        if (n <= lastNumber) {
            socket.send(no(n, ErrorCode.OUT_OF_ORDER));
            return;
        }
        lastNumber = n;
        var problem = tooMuch(message.command(), seated.person());
        if (problem.isPresent()) {
            socket.send(no(n, problem.get()));
            return;
        }
        unacknowledged.incrementAndGet();
        submit(seated, n, message.command());
    }

    private Optional<ErrorCode> tooMuch(ClientCommand command, PersonId person) {
        if (unacknowledged.get() >= reception.limits().wire().unacknowledged()) {
            reception.meter().refused(EdgeMeter.Limit.UNACKNOWLEDGED);
            return Optional.of(ErrorCode.TOO_MANY_UNACKED);
        }
        return reception.limits().allows(command, person) ? Optional.empty() : Optional.of(ErrorCode.TOO_FAST);
    }

    private void submit(Stage.Seated seated, long n, ClientCommand command) {
        var seat = seated.seat();
        RoomCommand wanted;
        try {
            wanted = Commands.of(command, seat.connection(), reception.hubs()::keptApart);
        } catch (IllegalArgumentException e) {
            unacknowledged.decrementAndGet();
            socket.send(no(n, ErrorCode.NO_SUCH_MEMBER));
            return;
        }
        var key = new CommandKey(seat.member(), seated.client(), n);
        reception
                .command(
                        seat.session(),
                        new Submission(new Actor.ByMember(seat.member()), reception.now(), Optional.of(key), wanted))
                .whenComplete((answer, _) -> answered(n, Optional.ofNullable(answer)));
    }

    private void signal(ClientMessage.Signal signal) {
        if (!(stage instanceof Stage.Seated(var seat, var person, var client))) {
            violated(ErrorCode.NOT_READY);
        } else if (!reception.limits().signals(person)) {
            socket.send(error(ErrorCode.TOO_FAST));
        } else {
            try {
                reception.media().signal(seat.session(), new MediaPage(seat.member(), client), MediaWords.said(signal));
            } catch (IllegalArgumentException e) {
                socket.send(error(ErrorCode.NO_SUCH_MEMBER));
            }
        }
    }

    private void answered(long n, Optional<Answer> answer) {
        unacknowledged.decrementAndGet();
        socket.send(
                answer.<ServerMessage>map(
                                known ->
                                        switch (known) {
                                            case Answer.Done(var at) -> new ServerMessage.Ack(n, at.seq());
                                            case Answer.Refused(var code) -> no(n, Translator.error(code));
                                            case Answer.Unavailable() -> no(n, ErrorCode.UNAVAILABLE);
                                        })
                        .orElseGet(() -> no(n, ErrorCode.INTERNAL)));
    }

    @Override
    public void badMessage(BadMessage bad) {
        violated(bad.code());
    }

    private void violated(ErrorCode code) {
        socket.send(error(code));
        socket.close(CloseCode.PROTOCOL_VIOLATION);
    }

    private static ServerMessage.Error error(ErrorCode code) {
        return new ServerMessage.Error(code, code.sentence());
    }

    private static ServerMessage.No no(long n, ErrorCode code) {
        return new ServerMessage.No(n, code, code.sentence());
    }

    /** A dead socket closes at the last sign of life, not at its detection. */
    @Override
    public void closed(SocketEnd end) {
        open = false;
        LOG.atDebug()
                .addKeyValue("event", "socket-ended")
                .addKeyValue("cause", end.cause())
                .addKeyValue("code", end.code().map(CloseCode::wire).orElse("none"))
                .log("a socket ended");
        switch (stage) {
            case Stage.Outside() -> {}
            // While the log is away a person opens page after page: the last one must not lose its seat to a ghost.
            case Stage.Entering(var seat) -> {
                notComing(seat);
                admission.cancel(false);
            }
            case Stage.Seated(var seat, var person, _) -> {
                reception.hubs().gone(person, this);
                reception
                        .rooms()
                        .submitSurely(
                                seat.session(),
                                new RoomCommand.LoseConnection(
                                        seat.member(), seat.connection(), end.lastHeardMillis(), why(end)));
            }
        }
    }

    private static LeaveReason why(SocketEnd end) {
        return switch (end.cause()) {
            case CLIENT_CLOSED -> LeaveReason.CLOSED;
            case SERVER_CLOSED ->
                    end.code().filter(CloseCode.DRAINING::equals).isPresent()
                            ? LeaveReason.DRAINED
                            : LeaveReason.NETWORK;
            case LOST, NETWORK -> LeaveReason.NETWORK;
        };
    }
}
