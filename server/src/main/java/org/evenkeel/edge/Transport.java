package org.evenkeel.edge;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The event loops: epoll where there is one, else the JDK's selector. */
record Transport(MultiThreadIoEventLoopGroup loops, Class<? extends ServerChannel> server) {

    /**
     * @param threads 0 means one a core
     */
    static Transport open(int threads) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return new Transport(
                new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("edge", true), factory),
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    }
}
