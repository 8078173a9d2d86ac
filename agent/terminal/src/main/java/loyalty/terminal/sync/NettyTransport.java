package loyalty.terminal.sync;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.pool.AbstractChannelPoolHandler;
import io.netty.channel.pool.ChannelHealthChecker;
import io.netty.channel.pool.FixedChannelPool;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * HTTP/1.1 over a few kept connections. Sockets belong to one event loop thread; futures complete
 * there, so whoever listens hops to a thread of its own.
 */
public final class NettyTransport implements Transport {
    private static final int MAX_ANSWER_BYTES = 32 * 1024 * 1024;
    private static final int MAX_WAITING = 64;
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("processor-net", true), NioIoHandler.newFactory());
    private final FixedChannelPool pool;
    private final String host;

    /**
     * @param base scheme, host and port of the processor
     * @param tls whom to trust; required exactly for {@code https}
     * @param connections how many exchanges may be under way at once
     */
    public NettyTransport(URI base, Optional<SslContext> tls, int connections) {
        boolean secure = "https".equals(base.getScheme());
        if (secure != tls.isPresent() || base.getHost() == null) {
            throw new IllegalArgumentException("https needs TLS, http must have none: " + base);
        }
        int port = base.getPort() >= 0 ? base.getPort() : secure ? 443 : 80;
        this.host = base.getHost() + ":" + port;
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                        .remoteAddress(base.getHost(), port);
        this.pool =
                new FixedChannelPool(
                        bootstrap,
                        new Pipeline(tls, base.getHost(), port),
                        ChannelHealthChecker.ACTIVE,
                        FixedChannelPool.AcquireTimeoutAction.FAIL,
                        CONNECT.toMillis(),
                        connections,
                        MAX_WAITING);
    }

    @Override
    public CompletableFuture<Reply> send(Call call) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        pool.acquire()
                .addListener(
                        (Future<Channel> acquired) -> {
                            if (acquired.isSuccess()) {
                                exchange(acquired.getNow(), call, answer);
                            } else {
                                answer.completeExceptionally(unreachable(acquired.cause()));
                            }
                        });
        return answer;
    }

    private void exchange(Channel channel, Call call, CompletableFuture<Reply> answer) {
        ScheduledFuture<?> alarm =
                channel.eventLoop()
                        .schedule(
                                () -> answer.completeExceptionally(late(call)),
                                call.patience().toNanos(),
                                TimeUnit.NANOSECONDS);
        channel.pipeline().get(Exchange.class).begin(answer);
        var unused =
                answer.whenComplete(
                        (reply, failure) -> {
                            alarm.cancel(false);
                            if (failure != null) {
                                drop(channel); // an answer may still be on its way on it
                            }
                            var unusedToo = pool.release(channel);
                        });
        channel.writeAndFlush(request(call))
                .addListener(
                        (ChannelFutureListener)
                                written -> {
                                    if (!written.isSuccess()) {
                                        answer.completeExceptionally(unreachable(written.cause()));
                                    }
                                });
    }

    private static void drop(Channel channel) {
        var unused = channel.close();
    }

    private FullHttpRequest request(Call call) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.valueOf(call.method()),
                        call.target(),
                        Unpooled.wrappedBuffer(call.body()));
        call.headers().forEach((name, value) -> request.headers().set(name, value));
        request.headers().set(HttpHeaderNames.HOST, host);
        request.headers().set(HttpHeaderNames.ACCEPT, "application/json");
        request.headers().set(HttpHeaderNames.ACCEPT_ENCODING, "gzip");
        request.headers().set(HttpHeaderNames.CONTENT_LENGTH, call.body().length);
        return request;
    }

    private static ProcessorException late(Call call) {
        return new ProcessorException(
                ProcessorFault.TIMED_OUT,
                call.method() + " " + path(call) + ": no answer in " + call.patience());
    }

    /** Without the query, which may hold hashes of codes. */
    private static String path(Call call) {
        int question = call.target().indexOf('?');
        return question < 0 ? call.target() : call.target().substring(0, question);
    }

    private static ProcessorException unreachable(Throwable cause) {
        return new ProcessorException(
                ProcessorFault.UNREACHABLE,
                "the processor cannot be reached: " + cause.getMessage(),
                cause);
    }

    @Override
    public void close() {
        pool.close();
        var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** What stands between socket and exchange. */
    private static final class Pipeline extends AbstractChannelPoolHandler {
        private final Optional<SslContext> tls;
        private final String host;
        private final int port;

        Pipeline(Optional<SslContext> tls, String host, int port) {
            this.tls = tls;
            this.host = host;
            this.port = port;
        }

        @Override
        public void channelCreated(Channel channel) {
            ChannelPipeline line = channel.pipeline();
            tls.ifPresent(context -> line.addLast(context.newHandler(channel.alloc(), host, port)));
            line.addLast(new HttpClientCodec());
            line.addLast(new HttpContentDecompressor(MAX_ANSWER_BYTES));
            line.addLast(new HttpObjectAggregator(MAX_ANSWER_BYTES));
            line.addLast(new Exchange());
        }
    }

    /** Hands the next answer to whoever waits for it. Lives on the event loop. */
    private static final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {
        private Optional<CompletableFuture<Reply>> waiting = Optional.empty();

        void begin(CompletableFuture<Reply> answer) {
            waiting = Optional.of(answer);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            Reply reply =
                    new Reply(response.status().code(), ByteBufUtil.getBytes(response.content()));
            if (!HttpUtil.isKeepAlive(response)) {
                drop(context.channel());
            }
            take().ifPresent(answer -> answer.complete(reply));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail(new IOException("the connection was closed"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(cause);
            drop(context.channel());
        }

        private void fail(Throwable cause) {
            take().ifPresent(answer -> answer.completeExceptionally(unreachable(cause)));
        }

        /** Forgets who waits before they hear, because they may hand the channel on at once. */
        private Optional<CompletableFuture<Reply>> take() {
            Optional<CompletableFuture<Reply>> taken = waiting;
            waiting = Optional.empty();
            return taken;
        }
    }
}
