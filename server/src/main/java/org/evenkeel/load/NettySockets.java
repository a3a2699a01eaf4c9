package org.evenkeel.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import org.evenkeel.wire.Protocol;

import java.net.URI;

/** Thousands of sockets on few threads. */
final class NettySockets implements LoadSockets {

    private static final int LARGEST_FRAME = 4 << 20;
    private static final int CONNECT_MILLIS = 20_000;

    private final URI address;

    NettySockets(URI address) {
        this.address = address;
    }

    @Override
    public void open(EventLoop loop, Listener listener) {
        new Bootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline()
                                        .addLast(new HttpClientCodec())
                                        .addLast(new HttpObjectAggregator(8192))
                                        .addLast(new WebSocketClientProtocolHandler(config()))
                                        .addLast(new Frames(listener));
                            }
                        })
                .connect(address.getHost(), address.getPort())
                .addListener(
                        connected -> {
                            if (!connected.isSuccess()) {
                                listener.closed(0, "not connected");
                            }
                        });
    }

    private WebSocketClientProtocolConfig config() {
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(address)
                .subprotocol(Protocol.SUBPROTOCOL)
                .allowExtensions(false)
                .maxFramePayloadLength(LARGEST_FRAME)
                .handleCloseFrames(false)
                .withUTF8Validator(false)
                .handshakeTimeoutMillis(CONNECT_MILLIS)
                .build();
    }

    @Override
    public void close() {
        // The loops belong to the run, the sockets to its members.
    }

    /** From frames to the listener. */
    private static final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final Listener listener;
        private String why = "cut";
        private int code;
        private boolean told;

        Frames(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                listener.opened(new OpenSocket(ctx.channel()));
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            switch (frame) {
                case TextWebSocketFrame text -> listener.text(text.content(), System.nanoTime());
                case CloseWebSocketFrame close -> {
                    code = close.statusCode();
                    why = "closed with " + code;
                    ctx.close();
                }
                default -> {}
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (!told) {
                told = true;
                listener.closed(code, why);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable problem) {
            why = problem.getClass().getSimpleName();
            ctx.close();
        }
    }

    private record OpenSocket(Channel channel) implements Socket {
        @Override
        public void send(byte[] utf8) {
            channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(utf8)), channel.voidPromise());
        }

        @Override
        public void close() {
            channel.writeAndFlush(new CloseWebSocketFrame(1000, ""));
        }
    }
}
