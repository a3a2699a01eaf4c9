package org.evenkeel.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** From the start of the process until {@code /readyz} answers 200. */
record StartTimes(Children children) {

    private static final long PATIENCE_SECONDS = 60;
    private static final long LOOK_MILLIS = 2;
    private static final int READ_MILLIS = 2_000;
    private static final byte[] ASK =
            "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The median, milliseconds. */
    long median(int times, Path data, List<String> virtualMachine) throws IOException, InterruptedException {
        var found = LongStream.builder();
        for (int i = 0; i < times; i++) {
            found.add(once(data, virtualMachine));
        }
        return found.build().sorted().skip(times / 2).findFirst().orElseThrow();
    }

    long once(Path data, List<String> virtualMachine) throws IOException, InterruptedException {
        int port = freePort();
        long began = System.nanoTime();
        try (var server = children.serve(virtualMachine, data, port)) {
            while (!ready(port)) {
                boolean late = System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                if (late || server.process().waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the server did not start; see the logs in " + children.folder());
                }
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean ready(int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(ASK);
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException _) {
            return false;
        }
    }

    /** Records a start into a cache of loaded and linked classes. */
    Path trained(Path data) throws IOException, InterruptedException {
        var cache = children.folder().resolve("evenkeel.aot");
        Files.deleteIfExists(cache);
        once(data, List.of("-XX:AOTCacheOutput=" + cache));
        return cache;
    }
}
