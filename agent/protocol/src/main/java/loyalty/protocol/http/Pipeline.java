package loyalty.protocol.http;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** What happens to a connection's bytes, in order: the table of contents of this package. */
final class Pipeline extends ChannelInitializer<SocketChannel> {
    private static final int LINE_BYTES = 4096;

    private final Service service;
    private final Executor workers;
    private final ChannelGroup connections;
    private final ChannelGroup sockets;
    private final RateLimit rate;

    Pipeline(Service service, Executor workers, ChannelGroup connections, ChannelGroup sockets) {
        this.service = service;
        this.workers = workers;
        this.connections = connections;
        this.sockets = sockets;
        this.rate = new RateLimit(service.limits().perSecond(), System::nanoTime);
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        Limits limits = service.limits();
        if (connections.size() >= limits.connections()) {
            Wire.hangUp(channel);
            return;
        }
        connections.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        service.tls().ifPresent(tls -> pipeline.addLast(new SslHandler(serverEngine(tls))));
        HttpDecoderConfig decoding =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(LINE_BYTES)
                        .setMaxHeaderSize(limits.headerBytes());
        pipeline.addLast(new SlowPeer(limits.requestTime(), limits.idle()));
        pipeline.addLast(new HttpServerCodec(decoding));
        pipeline.addLast(new HttpServerKeepAliveHandler());
        pipeline.addLast(new TextCompressor());
        pipeline.addLast(new HttpContentDecompressor(limits.bodyBytes()));
        pipeline.addLast(new BodyLimit(limits.bodyBytes()));
        pipeline.addLast(new FlowControlHandler());
        pipeline.addLast(new Dispatcher(service, workers, rate, sockets));
    }

    private static SSLEngine serverEngine(SSLContext tls) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }
}
