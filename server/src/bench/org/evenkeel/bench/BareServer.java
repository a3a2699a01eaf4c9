package org.evenkeel.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

import org.evenkeel.load.Tokens;
import org.evenkeel.redis.EmbeddedRedis;
import org.evenkeel.wire.Protocol;
import org.slf4j.LoggerFactory;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Response;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What our server is compared with: Netty on epoll, one Lua append a command through one Jedis pipeline, one frame for
 * all members of a room, one flush a loop turn. No rules, no roles, no encryption, no ledger, no limits, no resume. It
 * speaks just enough of the protocol for the same load generator, with frames of the same size and the same Redis
 * settings.
 *
 * <p>Frozen: it does not change while the server is tuned.
 */
public final class BareServer {

    private static final int PIPELINE = 256;
    private static final String APPEND =
            "local seq = redis.call('HINCRBY', KEYS[2], 'seq', 1) "
                    + "redis.call('XADD', KEYS[1], seq .. '-0', 'd', ARGV[1]) return seq";

    private final List<Room> rooms = new ArrayList<>();
    private final LinkedBlockingQueue<Command> queue = new LinkedBlockingQueue<>();
    private final Map<EventLoop, Loop> loops = new IdentityHashMap<>();

    /** One room: its keys, what it tells a newcomer, and its sockets by event loop. */
    private record Room(int number, byte[] log, byte[] meta, int size, Map<Loop, List<Channel>> members) {}

    private record Command(Room room, Channel sender, long n) {}

    /** Sockets written to in this turn of the loop are flushed together at its end. */
    private static final class Loop {
        private final EventLoop loop;
        private List<Channel> written = new ArrayList<>();

        Loop(EventLoop loop) {
            this.loop = loop;
        }

        void write(Channel channel, ByteBuf frame) {
            channel.write(frame, channel.voidPromise());
            if (written.isEmpty()) {
                loop.execute(this::flush);
            }
            if (written.isEmpty() || written.getLast() != channel) {
                written.add(channel);
            }
        }

        private void flush() {
            var now = written;
            written = new ArrayList<>(now.size());
            now.forEach(Channel::flush);
        }
    }

    /** Arguments: rooms, members of each, data folder, file for the tokens. Serves until it is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int count = Integer.parseInt(arguments[0]);
        int members = Integer.parseInt(arguments[1]);
        var server = new BareServer();
        for (int i = 0; i < count; i++) {
            server.rooms.add(new Room(i, key(i, "log"), key(i, "meta"), members, new HashMap<>()));
        }
        var redis = EmbeddedRedis.start(Path.of(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
        Thread.ofPlatform().daemon().name("redis").start(() -> server.append(redis));
        int port = server.listen();
        server.tokens(port, redis.pid()).write(Path.of(arguments[3]));
        Thread.currentThread().join();
    }

    private static byte[] key(int room, String what) {
        return ("bare:" + room + ":" + what).getBytes(StandardCharsets.US_ASCII);
    }

    private Tokens tokens(int port, long redis) {
        var made = new ArrayList<Tokens.Room>();
        for (var room : rooms) {
            var members = new ArrayList<Tokens.Member>();
            for (int i = 0; i < room.size(); i++) {
                var token = room.number() + "." + i;
                members.add(
                        new Tokens.Member(
                                BareFrames.member(i),
                                "participant",
                                token,
                                1,
                                0,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
            }
            made.add(new Tokens.Room("bare-" + room.number(), members));
        }
        return new Tokens(
                1,
                Optional.of("ws://127.0.0.1:" + port + Protocol.PATH),
                Optional.of(new Tokens.Processes(ProcessHandle.current().pid(), Optional.of(redis))),
                Map.of(),
                made);
    }

    private int listen() {
        int cores = Runtime.getRuntime().availableProcessors();
        var group = new MultiThreadIoEventLoopGroup(cores, EpollIoHandler.newFactory());
        group.forEach(loop -> loops.put((EventLoop) loop, new Loop((EventLoop) loop)));
        var bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(EpollServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(new HttpServerCodec())
                                                .addLast(new HttpObjectAggregator(8192))
                                                .addLast(
                                                        new WebSocketServerProtocolHandler(
                                                                Protocol.PATH, Protocol.SUBPROTOCOL))
                                                .addLast(new Member());
                                    }
                                })
                        .bind("127.0.0.1", 0)
                        .syncUninterruptibly();
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /** The store: what waits goes in one pipeline, each command one call of the script. */
    private void append(EmbeddedRedis redis) {
        var config = DefaultJedisClientConfig.builder().password(redis.password()).build();
        try (var jedis = new Jedis(new HostAndPort(redis.host(), redis.port()), config)) {
            byte[] script = jedis.scriptLoad(APPEND).getBytes(StandardCharsets.US_ASCII);
            var batch = new ArrayList<Command>();
            var answers = new ArrayList<Response<Object>>();
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, PIPELINE - 1);
                var pipeline = jedis.pipelined();
                for (var command : batch) {
                    var room = command.room();
                    answers.add(
                            pipeline.evalsha(
                                    script, List.of(room.log(), room.meta()), List.of(BareFrames.entry(command.n()))));
                }
                pipeline.sync();
                for (int i = 0; i < batch.size(); i++) {
                    tell(batch.get(i), (Long) answers.get(i).get());
                }
                batch.clear();
                answers.clear();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Command command, long seq) {
        var frame = BareFrames.event(PooledByteBufAllocator.DEFAULT, seq, command.n());
        var home = loops.get(command.sender().eventLoop());
        command.room()
                .members()
                .forEach(
                        (loop, members) -> {
                            frame.retain();
                            loop.loop.execute(
                                    () -> {
                                        for (var member : members) {
                                            loop.write(member, frame.retainedDuplicate());
                                        }
                                        frame.release();
                                        if (loop == home) {
                                            loop.write(command.sender(), BareFrames.ack(command.n(), seq));
                                        }
                                    });
                        });
        frame.release();
    }

    private final class Member extends SimpleChannelInboundHandler<WebSocketFrame> {
        private Room room;

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                ctx.pipeline().remove(WebSocketFrameEncoder.class);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            switch (frame) {
                case TextWebSocketFrame text -> text(ctx, text.content().toString(StandardCharsets.US_ASCII));
                case CloseWebSocketFrame _ -> ctx.close();
                default -> {}
            }
        }

        private void text(ChannelHandlerContext ctx, String text) {
            if (room != null) {
                queue.add(new Command(room, ctx.channel(), number(text, text.indexOf("\"n\":") + 4)));
                return;
            }
            int token = text.indexOf("\"token\":\"") + 9;
            int dot = text.indexOf('.', token);
            room = rooms.get((int) number(text, token));
            join(ctx.channel());
            var welcome = BareFrames.welcome((int) number(text, dot + 1), room.size());
            loops.get(ctx.channel().eventLoop()).write(ctx.channel(), Unpooled.wrappedBuffer(welcome));
        }

        private void join(Channel channel) {
            synchronized (room) {
                var loop = loops.get(channel.eventLoop());
                var more = new ArrayList<>(room.members().getOrDefault(loop, List.of()));
                more.add(channel);
                room.members().put(loop, List.copyOf(more));
            }
        }

        private static long number(String text, int from) {
            long value = 0;
            for (int i = from; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
                value = value * 10 + text.charAt(i) - '0';
            }
            return value;
        }
    }
}
