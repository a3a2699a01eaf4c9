package org.evenkeel.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import org.evenkeel.wire.BadMessage;
import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.ErrorCode;
import org.evenkeel.wire.ServerMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/**
 * One WebSocket: reads frames, answers pings, joins fragments up to the limit, keeps the times, and closes what is
 * silent, slow or breaks the protocol. Event loop only, except the methods of {@link ClientSocket}.
 */
final class SocketHandler extends SimpleChannelInboundHandler<Object> implements ClientSocket {

    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);

    private static final int NORMAL = 1000;

    private final Edge edge;
    private final SocketLoop loop;
    private final String address;
    private final SocketTimes times;
    private final TokenBucket frames;
    private final Fragments fragments;
    private ChannelHandlerContext ctx;
    private SocketEvents events;
    private boolean unflushed;
    private boolean closing;
    private Optional<SocketEnd.Cause> cause = Optional.empty();
    private Optional<CloseCode> code = Optional.empty();

    SocketHandler(Edge edge, SocketLoop loop, String address) {
        super(Object.class);
        long nanos = System.nanoTime();
        this.edge = edge;
        this.loop = loop;
        this.address = address;
        this.times = new SocketTimes(edge.config(), nanos, edge.millis());
        this.frames = new TokenBucket(edge.config().sockets().frames(), nanos);
        this.fragments = new Fragments(edge.config().wire().signalBytes());
    }

    // --- any thread ---

    @Override
    public void send(ServerMessage message) {
        send(edge.frames().text(message));
    }

    @Override
    public void send(ByteBuf frame) {
        onLoop(frame, () -> write(frame));
    }

    @Override
    public void sendVolatile(ByteBuf frame) {
        onLoop(frame, () -> writeVolatile(frame));
    }

    @Override
    public void close(CloseCode closeCode, String text) {
        loop.executeWhileItLives(() -> shut(closeCode, text));
    }

    @Override
    public long lastHeardMillis() {
        return times.lastHeardMillis();
    }

    @Override
    public String address() {
        return address;
    }

    /** Whether the client keeps up. Any thread. */
    boolean isWritable() {
        return ctx.channel().isWritable();
    }

    SocketLoop loop() {
        return loop;
    }

    private void onLoop(ByteBuf frame, Runnable task) {
        if (!loop.executeWhileItLives(task)) {
            frame.release();
        }
    }

    // --- writing ---

    /** Writes a frame, to be flushed with the others of this loop turn; takes it over. */
    void write(ByteBuf frame) {
        if (closing || !ctx.channel().isActive()) {
            frame.release();
            return;
        }
        put(frame);
        if (unsent() > edge.config().sockets().mostUnsent()) {
            shut(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.wire());
        }
    }

    /** Writes a frame unless the client lags behind. */
    void writeVolatile(ByteBuf frame) {
        if (ctx.channel().isWritable()) {
            write(frame);
        } else {
            frame.release();
        }
    }

    void flush() {
        unflushed = false;
        ctx.flush();
    }

    private void put(ByteBuf frame) {
        ctx.write(frame, ctx.voidPromise());
        if (!unflushed) {
            unflushed = true;
            loop.flushLater(this);
        }
    }

    /** Exact once the client lags behind, which is when it matters. */
    private long unsent() {
        return ctx.channel().isWritable()
                ? 0
                : ctx.channel().bytesBeforeWritable() + edge.config().sockets().lowWater();
    }

    private void shut(CloseCode closeCode, String text) {
        if (closing) {
            return;
        }
        closing = true;
        end(SocketEnd.Cause.SERVER_CLOSED, Optional.of(closeCode));
        times.beginClose(System.nanoTime());
        put(edge.frames().text(new ServerMessage.Bye(closeCode, text)));
        put(edge.frames().close(closeCode.number(), closeCode.wire()));
        ctx.flush();
        fragments.drop();
    }

    // --- times ---

    /** Looks after pings and time-outs. */
    void sweep(long nanos) {
        switch (times.due(nanos, ctx.channel().isWritable())) {
            case NOTHING -> {}
            case PING -> put(edge.frames().ping());
            case LOST -> {
                end(SocketEnd.Cause.LOST, Optional.empty());
                shut(CloseCode.TIMEOUT, CloseCode.TIMEOUT.wire());
                ctx.close();
            }
            case NO_FIRST_MESSAGE -> shut(CloseCode.TIMEOUT, CloseCode.TIMEOUT.wire());
            case TOO_SLOW -> shut(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.wire());
            case CLOSE_OVERDUE -> ctx.close();
        }
    }

    // --- reading ---

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        loop.add(this);
        try {
            events = edge.door().opened(this);
        } catch (RuntimeException e) {
            Defects.log(LOG, "socket opened", e);
            events = new NobodyListens();
            shut(CloseCode.UNAVAILABLE, CloseCode.UNAVAILABLE.wire());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        end(SocketEnd.Cause.NETWORK, Optional.empty());
        fragments.drop();
        loop.remove(this);
        var end = new SocketEnd(cause.orElseThrow(), code, times.lastHeardMillis());
        edge.meter().closed(end);
        try {
            events.closed(end);
        } catch (RuntimeException e) {
            Defects.log(LOG, "socket closed", e);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            times.keptUp();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        long nanos = System.nanoTime();
        times.heard(nanos);
        if (closing && !(message instanceof CloseWebSocketFrame)) {
            return;
        }
        if (!frames.take(nanos)) {
            edge.meter().refused(EdgeMeter.Limit.FRAMES);
            violation(ErrorCode.TOO_FAST);
            return;
        }
        switch (message) {
            case TextWebSocketFrame text -> take(text);
            case ContinuationWebSocketFrame more -> take(more);
            case PingWebSocketFrame ping -> put(edge.frames().pong(ping.content()));
            case PongWebSocketFrame _ -> {}
            case CloseWebSocketFrame close -> closedByClient(close);
            default -> violation(ErrorCode.BAD_MESSAGE); // binary, or bytes that came before the upgrade was answered
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
        if (problem instanceof CorruptedWebSocketFrameException corrupted
                && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
            violation(ErrorCode.TOO_LARGE);
        } else if (problem instanceof CorruptedFrameException) {
            violation(ErrorCode.BAD_MESSAGE);
        } else {
            if (!(problem instanceof IOException)) {
                Defects.log(LOG, "socket", problem);
            }
            context.close();
        }
    }

    private void take(WebSocketFrame frame) {
        if (fragments.overflows(frame)) {
            violation(ErrorCode.TOO_LARGE);
        } else {
            fragments.join(frame, ctx.alloc()).ifPresent(this::message);
        }
    }

    private void message(byte[] utf8) {
        if (!Utf8.isValid(utf8)) {
            violation(ErrorCode.BAD_MESSAGE);
            return;
        }
        times.firstMessage();
        try {
            events.message(edge.codec().decode(utf8));
        } catch (BadMessage bad) {
            events.badMessage(bad);
        } catch (RuntimeException e) {
            Defects.log(LOG, "socket message", e);
            shut(CloseCode.UNAVAILABLE, CloseCode.UNAVAILABLE.wire());
        }
    }

    private void violation(ErrorCode why) {
        if (!closing) {
            put(edge.frames().text(new ServerMessage.Error(why, why.sentence())));
            shut(CloseCode.PROTOCOL_VIOLATION, CloseCode.PROTOCOL_VIOLATION.wire());
        }
    }

    private void closedByClient(CloseWebSocketFrame close) {
        if (!closing) {
            closing = true;
            end(SocketEnd.Cause.CLIENT_CLOSED, Optional.empty());
            put(edge.frames().close(close.statusCode() < NORMAL ? NORMAL : close.statusCode(), ""));
            ctx.flush();
        }
        ctx.close();
    }

    private void end(SocketEnd.Cause why, Optional<CloseCode> with) {
        if (cause.isEmpty()) {
            cause = Optional.of(why);
            code = with;
        }
    }
}
