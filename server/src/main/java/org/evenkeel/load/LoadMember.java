package org.evenkeel.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.evenkeel.wire.BadMessage;
import org.evenkeel.wire.Change;
import org.evenkeel.wire.ClientCodec;
import org.evenkeel.wire.ClientCommand;
import org.evenkeel.wire.ClientMessage;
import org.evenkeel.wire.MemberView;
import org.evenkeel.wire.Protocol;
import org.evenkeel.wire.ServerMessage;
import org.evenkeel.wire.Words;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One member on one socket. Checks that numbered frames come each once and in order: {@code seq} must rise, and {@code
 * after} must not lie beyond what he has. Confined to the room's event loop.
 */
final class LoadMember implements LoadSockets.Listener {

    private static final List<Long> VERSIONS = List.of((long) Protocol.VERSION);
    private static final int CLIENT_ID_BYTES = 16;
    private static final int COME_BACK = 4000;
    private static final int FINAL = 4500;

    private final Tokens.Member before;
    private final LoadRoom room;
    private final Tally tally;
    private final ClientCodec codec = new ClientCodec();
    private final Set<String> connected = new HashSet<>();
    private final Map<Long, Long> unanswered = new HashMap<>();
    private Optional<LoadSockets.Socket> socket = Optional.empty();
    private Optional<String> token = Optional.empty();
    private boolean reading = true;
    private boolean sawAll;
    private boolean leaving;
    private long seq;
    private long number;

    LoadMember(Tokens.Member before, LoadRoom room, Tally tally) {
        this.before = before;
        this.room = room;
        this.tally = tally;
        this.number = before.ticket().isPresent() ? 0 : before.number();
    }

    String id() {
        return before.member();
    }

    long seq() {
        return seq;
    }

    boolean seesAll() {
        return sawAll;
    }

    /** From here on frames' heads are enough. */
    void stopReading() {
        reading = false;
    }

    @Override
    public void opened(LoadSockets.Socket opened) {
        socket = Optional.of(opened);
        opened.send(codec.encode(first()));
    }

    private ClientMessage first() {
        if (token.isEmpty() && before.ticket().isPresent()) {
            return new ClientMessage.Hello(VERSIONS, before.ticket().get(), clientId());
        }
        return new ClientMessage.Resume(VERSIONS, token.orElse(before.resume()), before.epoch(), before.seq());
    }

    private static String clientId() {
        var bytes = new byte[CLIENT_ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void command(ClientCommand command, long intended) {
        number++;
        unanswered.put(number, intended);
        socket.ifPresent(open -> open.send(codec.encode(new ClientMessage.Do(number, command))));
    }

    @Override
    public void text(ByteBuf frame, long nanos) {
        var head = FrameHead.read(frame);
        switch (head.kind()) {
            case EVENT -> event(head.seq(), head.second(), frame, nanos);
            case ACK -> answered(head.seq()).ifPresent(intended -> room.acknowledged(head.second(), intended));
            case OTHER -> read(frame);
        }
        if (reading && head.kind() == FrameHead.Kind.EVENT) {
            read(frame);
        }
    }

    private void event(long at, long after, ByteBuf frame, long nanos) {
        if (at <= seq) {
            tally.problem("received twice or out of order");
        } else if (after > seq) {
            tally.problem("missed before the next");
        }
        seq = Math.max(seq, at);
        tally.delivered(frame.readableBytes());
        room.received(at, nanos);
    }

    private Optional<Long> answered(long n) {
        var intended = Optional.ofNullable(unanswered.remove(n));
        if (intended.isEmpty()) {
            tally.problem("an answer to nothing");
        }
        return intended;
    }

    private void read(ByteBuf frame) {
        try {
            message(codec.decode(ByteBufUtil.getBytes(frame)));
        } catch (BadMessage e) {
            tally.problem("not a message of the protocol");
        }
    }

    private void message(ServerMessage message) {
        switch (message) {
            case ServerMessage.Welcome welcome -> {
                seq = welcome.seq();
                token = Optional.of(welcome.token());
                welcome.room().members().forEach(this::see);
            }
            case ServerMessage.Sync sync -> {
                seq = sync.seq();
                connected.clear();
                sync.room().members().forEach(this::see);
            }
            case ServerMessage.Resumed resumed -> {
                seq = resumed.seq();
                token = Optional.of(resumed.token());
                resumed.changes().forEach(this::see);
            }
            case ServerMessage.Ev ev -> ev.changes().forEach(this::see);
            case ServerMessage.No no -> answered(no.n()).ifPresent(_ -> room.refused(no.code().wire()));
            case ServerMessage.Error error -> tally.problem("error: " + error.code().wire());
            case ServerMessage.Ack _, ServerMessage.Pong _, ServerMessage.Bye _ -> {}
            case ServerMessage.Media _, ServerMessage.Offered _, ServerMessage.Answered _ -> {}
            case ServerMessage.Reachable _,
                    ServerMessage.Renew _,
                    ServerMessage.Held _,
                    ServerMessage.Talking _,
                    ServerMessage.Weak _ -> {}
        }
        if (!sawAll && connected.size() == room.size()) {
            sawAll = true;
            room.seesAll();
        }
    }

    private void see(Change change) {
        if (change instanceof Change.Member(MemberView member)) {
            see(member);
        }
    }

    private void see(MemberView member) {
        if (member.presence() == Words.Presence.CONNECTED) {
            connected.add(member.member());
        } else {
            connected.remove(member.member());
        }
    }

    /** As a page does: while the house fills it comes back when it is told to; later that is a fault. */
    @Override
    public void closed(int code, String why) {
        socket = Optional.empty();
        boolean told = code >= COME_BACK && code < FINAL;
        if (leaving) {
            return;
        }
        if (reading && told && (token.isPresent() || before.ticket().isEmpty())) {
            connected.clear();
            room.comeBack(this);
        } else {
            tally.problem("socket " + why);
        }
    }

    void leave() {
        leaving = true;
        socket.ifPresent(LoadSockets.Socket::close);
    }

    /** What the next run needs to take this seat over. */
    Tokens.Member token() {
        return token.map(fresh -> before.resumed(fresh, number)).orElse(before);
    }
}
