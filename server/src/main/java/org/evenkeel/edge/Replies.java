package org.evenkeel.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import java.util.Map;

/** Makes Netty's response from a reply and puts the headers on it that every reply has. */
final class Replies {

    private Replies() {}

    /**
     * @param request the request that is answered; null when none was complete
     */
    static FullHttpResponse response(HttpReply reply, HttpRequest request, boolean stays, SecurityHeaders security) {
        boolean head = request != null && request.method().equals(HttpMethod.HEAD);
        ByteBuf body = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(reply.body());
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), body);
        HttpHeaders headers = response.headers();
        for (Map.Entry<String, String> header : reply.headers()) {
            headers.add(header.getKey(), header.getValue());
        }
        if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        }
        if (reply.status() != 204 && reply.status() != 304) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        }
        headers.set(HttpHeaderNames.CONNECTION, stays ? "keep-alive" : "close");
        security.addTo(headers);
        return response;
    }
}
