package org.evenkeel.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP/1.1 connection: takes one request after the other, holds each to its limits and times, and answers it or
 * hands the connection over to a {@link SocketHandler}. Event loop only.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    /** How long a refused request's remaining bytes are read away, so that the refusal is not lost in a reset. */
    private static final long LINGER_MILLIS = 1_000;

    private final Edge edge;
    private final Requests requests;
    private HttpRequest request;
    private RequestPlan plan;
    private ByteBuf body;
    private long received;
    private boolean refused;
    private Future<?> deadline;

    HttpConnection(Edge edge) {
        this.edge = edge;
        this.requests = new Requests(edge);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        waitAtMost(ctx, edge.config().http().headMillis(), true);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopWaiting();
        forget();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stopWaiting();
        forget();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (refused) {
                if (message instanceof LastHttpContent) {
                    ctx.close();
                }
                return;
            }
            if (message instanceof HttpRequest head) {
                begin(ctx, head);
            }
            if (!refused && message instanceof HttpContent content) {
                take(ctx, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            Defects.log(LOG, "http connection", cause);
        }
        ctx.close();
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        request = head;
        plan = requests.plan(ctx.channel(), head);
        received = 0;
        if (plan instanceof RequestPlan.Refuse(HttpReply reply)) {
            refuse(ctx, reply);
        } else if (HttpUtil.getContentLength(head, 0L) > plan.bodyBytes()) {
            refuse(ctx, HttpProblem.BODY_TOO_LARGE.reply());
        } else {
            waitAtMost(ctx, edge.config().http().bodyMillis(), true);
            if (HttpUtil.is100ContinueExpected(head)) {
                ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        }
    }

    private void take(ChannelHandlerContext ctx, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            refuse(ctx, HttpProblem.BAD_REQUEST.reply());
            return;
        }
        ByteBuf bytes = content.content();
        received += bytes.readableBytes();
        if (received > plan.bodyBytes()) {
            refuse(ctx, HttpProblem.BODY_TOO_LARGE.reply());
            return;
        }
        if (bytes.isReadable()) {
            if (body == null) {
                body = ctx.alloc().heapBuffer(bytes.readableBytes());
            }
            body.writeBytes(bytes);
        }
        if (content instanceof LastHttpContent) {
            stopWaiting();
            ctx.channel().config().setAutoRead(false);
            answer(ctx);
        }
    }

    private void answer(ChannelHandlerContext ctx) {
        switch (plan) {
            case RequestPlan.Refuse(HttpReply reply) -> reply(ctx, reply, false);
            case RequestPlan.Answer(HttpReply reply, int _) -> reply(ctx, reply, HttpUtil.isKeepAlive(request));
            case RequestPlan.Upgrade upgrade -> upgrade(ctx, upgrade);
            case RequestPlan.Run run -> {
                HttpCall call = requests.call(ctx.channel(), request, run, bodyBytes());
                run(ctx, run, call);
            }
        }
    }

    private void run(ChannelHandlerContext ctx, RequestPlan.Run run, HttpCall call) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (!edge.running().tryAcquire()) {
            edge.meter().refused(EdgeMeter.Limit.RUNNING);
            reply(ctx, HttpProblem.UNAVAILABLE.reply(), keepAlive);
            return;
        }
        try {
            edge.handlers()
                    .execute(
                            () -> {
                                try {
                                    HttpReply reply = Requests.handle(run.route(), call);
                                    ctx.executor().execute(() -> reply(ctx, reply, keepAlive));
                                } catch (RejectedExecutionException e) {
                                    LOG.debug("the server ended before a reply was ready");
                                } finally {
                                    edge.running().release();
                                }
                            });
        } catch (RejectedExecutionException e) {
            edge.running().release();
            reply(ctx, HttpProblem.UNAVAILABLE.reply(), false);
        }
    }

    private void upgrade(ChannelHandlerContext ctx, RequestPlan.Upgrade upgrade) {
        ctx.writeAndFlush(Upgrade.response(request, edge.securityHeaders()))
                .addListener(
                        written -> {
                            if (written.isSuccess()) {
                                Upgrade.handOver(ctx, edge, upgrade.address());
                            } else {
                                ctx.close();
                            }
                        });
    }

    private void reply(ChannelHandlerContext ctx, HttpReply reply, boolean keepAlive) {
        boolean stays = keepAlive && !edge.draining().get();
        waitAtMost(ctx, edge.config().http().replyMillis(), false);
        ctx.writeAndFlush(Replies.response(reply, request, stays, edge.securityHeaders()))
                .addListener(
                        written -> {
                            stopWaiting();
                            if (written.isSuccess() && stays) {
                                next(ctx);
                            } else {
                                ctx.close();
                            }
                        });
    }

    private void next(ChannelHandlerContext ctx) {
        forget();
        waitAtMost(ctx, edge.config().http().idleMillis(), false);
        ctx.channel().config().setAutoRead(true);
    }

    /** Answers before the request is complete: what still comes is read away for a moment, then the connection ends. */
    private void refuse(ChannelHandlerContext ctx, HttpReply reply) {
        refused = true;
        forgetBody();
        stopWaiting();
        ctx.writeAndFlush(Replies.response(reply, request, false, edge.securityHeaders()))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        waitAtMost(ctx, LINGER_MILLIS, false);
        ctx.channel().config().setAutoRead(true);
    }

    private void waitAtMost(ChannelHandlerContext ctx, long millis, boolean saySo) {
        stopWaiting();
        deadline =
                ctx.executor()
                        .schedule(
                                () -> {
                                    if (saySo && !refused) {
                                        refuse(ctx, HttpProblem.TOO_SLOW.reply());
                                    } else {
                                        ctx.close();
                                    }
                                },
                                millis,
                                TimeUnit.MILLISECONDS);
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private byte[] bodyBytes() {
        byte[] bytes = new byte[body == null ? 0 : body.readableBytes()];
        if (body != null) {
            body.readBytes(bytes);
        }
        forgetBody();
        return bytes;
    }

    private void forget() {
        request = null;
        plan = null;
        forgetBody();
    }

    private void forgetBody() {
        if (body != null) {
            body.release();
            body = null;
        }
    }
}
