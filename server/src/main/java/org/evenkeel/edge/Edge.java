package org.evenkeel.edge;

import io.netty.channel.EventLoop;

import org.evenkeel.wire.WireCodec;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * What all connections of one server share.
 *
 * @param handlers virtual threads for the router's handlers
 * @param running permits for handlers at work
 * @param loops the socket side of each event loop
 * @param millis the server's clock, milliseconds UTC
 * @param draining set once the server takes no further sockets
 * @param meter counts
 */
record Edge(
        EdgeConfig config,
        HttpRouter router,
        StaticFiles files,
        SocketDoor door,
        WireCodec codec,
        Frames frames,
        SecurityHeaders securityHeaders,
        Origins origins,
        RateLimiter requests,
        RateLimiter upgrades,
        ExecutorService handlers,
        Semaphore running,
        Map<EventLoop, SocketLoop> loops,
        AtomicBoolean draining,
        LongSupplier millis,
        EdgeMeter meter) {}
