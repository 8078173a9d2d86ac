package loyalty.protocol.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A listening server. One thread serves all sockets; handlers run on {@link Limits#workers}
 * threads. {@link #close} lets running handlers end, says goodbye to WebSocket clients and frees
 * the port.
 */
public final class HttpServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final EventLoopGroup loop;
    private final ThreadPoolExecutor workers;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final InetSocketAddress address;
    private final Channel listening;

    private HttpServer(InetSocketAddress at, Service service) throws IOException {
        Limits limits = service.limits();
        loop =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("sockets"), NioIoHandler.newFactory());
        workers =
                new ThreadPoolExecutor(
                        limits.workers(),
                        limits.workers(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(limits.queue()),
                        new DefaultThreadFactory("http"));
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loop)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.SO_BACKLOG, 256)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new Pipeline(service, workers, connections, sockets));
        var binding = bootstrap.bind(at).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            stop();
            throw new IOException(
                    "cannot listen on " + at.getHostString() + ":" + at.getPort(), binding.cause());
        }
        listening = binding.channel();
        address = (InetSocketAddress) listening.localAddress();
    }

    /**
     * Starts listening.
     *
     * @param at where; port 0 takes any free one, see {@link #port}
     * @throws IOException if the port is taken or the address is not this machine's
     */
    public static HttpServer start(InetSocketAddress at, Service service) throws IOException {
        return new HttpServer(at, service);
    }

    /** The port it listens on. */
    public int port() {
        return address.getPort();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        sockets.forEach(socket -> socket.pipeline().fireUserEventTriggered(SocketSession.GOODBYE));
        workers.shutdown();
        awaitWorkers();
        connections.close().awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        stop();
    }

    private void awaitWorkers() {
        try {
            if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        workers.shutdown();
        loop.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
