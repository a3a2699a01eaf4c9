package org.evenkeel.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.flow.FlowControlHandler;

import org.evenkeel.wire.Protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From HTTP to WebSocket (RFC 6455, section 4.2). No extension is offered: compression would cost every member of a
 * room his own copy of each frame. After the hand-over the connection has a decoder and no encoder, because frames go
 * out ready-made.
 */
final class Upgrade {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private Upgrade() {}

    /** What is wrong with the request, if anything. */
    static Optional<HttpProblem> problem(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!headers.containsValue("Upgrade", "websocket", true)
                || !headers.containsValue("Connection", "upgrade", true)
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return Optional.of(HttpProblem.UPGRADE_REFUSED);
        }
        if (!"13".equals(headers.get("Sec-WebSocket-Version"))) {
            return Optional.of(HttpProblem.UPGRADE_NEEDED);
        }
        boolean subprotocol =
                headers.getAll("Sec-WebSocket-Protocol").stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .anyMatch(offered -> offered.strip().equals(Protocol.SUBPROTOCOL));
        return subprotocol && isKey(headers.get("Sec-WebSocket-Key"))
                ? Optional.empty()
                : Optional.of(HttpProblem.UPGRADE_REFUSED);
    }

    static FullHttpResponse response(HttpRequest request, SecurityHeaders security) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        HttpHeaders headers = response.headers();
        headers.set("Upgrade", "websocket");
        headers.set("Connection", "Upgrade");
        headers.set("Sec-WebSocket-Accept", accept(request.headers().get("Sec-WebSocket-Key")));
        headers.set("Sec-WebSocket-Protocol", Protocol.SUBPROTOCOL);
        security.addTo(headers);
        return response;
    }

    /** Turns the connection into a socket; the 101 was written. Event loop. */
    static void handOver(ChannelHandlerContext ctx, Edge edge, String address) {
        Channel channel = ctx.channel();
        SocketLimits limits = edge.config().sockets();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(limits.lowWater(), limits.highWater()));
        SocketLoop loop = edge.loops().get(channel.eventLoop());
        SocketHandler socket = new SocketHandler(edge, loop, address);
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.addLast(
                new WebSocket13FrameDecoder(
                        WebSocketDecoderConfig.newBuilder()
                                .maxFramePayloadLength(edge.config().wire().signalBytes())
                                .allowExtensions(false)
                                .closeOnProtocolViolation(false)
                                .withUTF8Validator(false)
                                .build()));
        pipeline.addLast(socket);
        // The codec last: bytes that it has read too far then reach the frame decoder.
        pipeline.remove(ctx.handler());
        pipeline.remove(FlowControlHandler.class);
        pipeline.remove(HttpServerCodec.class);
        channel.config().setAutoRead(true);
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
