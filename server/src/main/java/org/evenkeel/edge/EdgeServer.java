package org.evenkeel.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;

import org.evenkeel.edge.EdgeMeter.Limit;
import org.evenkeel.wire.WireCodec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The open port: HTTP/1.1 and WebSocket, with TLS when there is a certificate. Any thread may call its methods; none of
 * them may be called from an event loop.
 */
public final class EdgeServer implements AutoCloseable {

    private static final int REMEMBERED_ADDRESSES = 50_000;
    private static final int BACKLOG = 1024;
    private static final long CLOSE_SECONDS = 5;

    private final Edge edge;
    private final Transport transport;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Optional<OwnCertificate> certificate;
    private final Channel listener;

    private EdgeServer(Edge edge, Transport transport, Optional<OwnCertificate> certificate) {
        this.edge = edge;
        this.transport = transport;
        this.certificate = certificate;
        edge.loops().values().forEach(loop -> loop.start(edge.config().wire()));
        this.listener = bind();
    }

    /** What is wrong with a pair of files, in words; empty when a server would take it now. Blocks. */
    public static Optional<String> problemWith(EdgeConfig.Tls files, Instant now) {
        return OwnCertificate.problemWith(files, now);
    }

    /**
     * Opens the port.
     *
     * @param millis the server's clock, milliseconds UTC
     * @param meter counts what happens
     * @throws UncheckedIOException when the port cannot be had or the certificate cannot be used
     */
    public static EdgeServer open(
            EdgeConfig config,
            HttpRouter router,
            StaticFiles files,
            SocketDoor door,
            LongSupplier millis,
            EdgeMeter meter) {
        Optional<OwnCertificate> certificate = config.tls().map(tls -> OwnCertificate.read(tls, millis));
        Transport transport = Transport.open(config.eventLoops());
        Map<EventLoop, SocketLoop> loops = new IdentityHashMap<>();
        for (EventExecutor executor : transport.loops()) {
            EventLoop loop = (EventLoop) executor;
            loops.put(loop, new SocketLoop(loop, meter));
        }
        WireCodec codec = new WireCodec(config.wire());
        Edge edge =
                new Edge(
                        config,
                        router,
                        files,
                        door,
                        codec,
                        new Frames(codec, ByteBufAllocator.DEFAULT),
                        new SecurityHeaders(config.origins(), certificate.isPresent()),
                        new Origins(config.origins()),
                        new RateLimiter(
                                config.http().perAddress(),
                                REMEMBERED_ADDRESSES,
                                System::nanoTime,
                                meter.refusing(Limit.REQUESTS)),
                        new RateLimiter(
                                config.sockets().perAddress(),
                                REMEMBERED_ADDRESSES,
                                System::nanoTime,
                                meter.refusing(Limit.SOCKETS)),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        new Semaphore(config.http().running()),
                        loops,
                        new AtomicBoolean(),
                        millis,
                        meter);
        return new EdgeServer(edge, transport, certificate);
    }

    /** The port that was opened. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Makes frames for {@link Fanout} and {@link ClientSocket#send(io.netty.buffer.ByteBuf)}. */
    public Frames frames() {
        return edge.frames();
    }

    /** Connections that are open now, sockets included. */
    public int connections() {
        return connections.size();
    }

    /** Until when browsers take the certificate of this port; empty without TLS. */
    public Optional<Instant> certificateUntil() {
        return certificate.map(OwnCertificate::until);
    }

    /**
     * Looks whether the certificate's files changed, and lets new connections have what two looks in a row found there;
     * those at hand go on. What cannot be used is left, and complained of once. Without TLS nothing happens. Blocks.
     */
    public void lookAtCertificate() {
        certificate.ifPresent(OwnCertificate::look);
    }

    /**
     * Takes no further sockets and tells those that are open to come back, evenly over the time given; HTTP goes on.
     *
     * @return completes once no socket is left
     */
    public CompletableFuture<Void> drain(long spreadMillis) {
        edge.draining().set(true);
        return CompletableFuture.allOf(
                edge.loops().values().stream()
                        .map(loop -> loop.drain(spreadMillis))
                        .toArray(CompletableFuture<?>[]::new));
    }

    /** Closes the port and every connection; waits at most a few seconds. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        stopThreads();
    }

    private Channel bind() {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(transport.loops())
                        .channel(transport.server())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        connected(channel);
                                    }
                                })
                        .bind(edge.config().host(), edge.config().port())
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopThreads();
            throw new UncheckedIOException(
                    new IOException(
                            "cannot listen on " + edge.config().host() + " port " + edge.config().port(),
                            bound.cause()));
        }
        return bound.channel();
    }

    private void connected(Channel channel) {
        if (connections.size() >= edge.config().http().connections()) {
            edge.meter().refused(Limit.CONNECTIONS);
            channel.close();
            return;
        }
        connections.add(channel);
        HttpLimits limits = edge.config().http();
        certificate.ifPresent(own -> channel.pipeline().addLast(own.context().newHandler(channel.alloc())));
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(
                                new HttpDecoderConfig()
                                        .setMaxInitialLineLength(limits.lineBytes())
                                        .setMaxHeaderSize(limits.headerBytes())))
                .addLast(new FlowControlHandler())
                .addLast(new HttpConnection(edge));
    }

    private void stopThreads() {
        edge.handlers().shutdownNow();
        transport
                .loops()
                .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
