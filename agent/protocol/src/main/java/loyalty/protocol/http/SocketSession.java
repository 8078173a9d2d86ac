package loyalty.protocol.http;

import static io.netty.channel.ChannelFutureListener.CLOSE;
import static io.netty.channel.ChannelFutureListener.CLOSE_ON_FAILURE;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One WebSocket connection after its upgrade. It speaks; what the client says, apart from closing
 * and pings, is ignored. A client that is silent for a minute, pongs included, is gone.
 */
final class SocketSession extends SimpleChannelInboundHandler<WebSocketFrame>
        implements WebSocketClient {
    /** Fired into the pipeline when the server stops. */
    static final Object GOODBYE = new Object();

    private static final int SILENCE_SECONDS = 60;
    private static final int PING_SECONDS = 20;

    private final Channel channel;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean ending = new AtomicBoolean();

    private SocketSession(Channel channel) {
        super(WebSocketFrame.class);
        this.channel = channel;
    }

    static boolean wanted(Request request) {
        return request.header("upgrade").filter("websocket"::equalsIgnoreCase).isPresent()
                && request.header("sec-websocket-key").isPresent();
    }

    /** Upgrades; on the event loop. */
    static Optional<WebSocketClient> open(
            ChannelHandlerContext ctx, FullHttpRequest message, ChannelGroup sockets) {
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("", null, false, Limits.SOCKET_FRAME_BYTES)
                        .newHandshaker(message);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel())
                    .addListener(CLOSE);
            return Optional.empty();
        }
        SocketSession session = new SocketSession(ctx.channel());
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.remove(SlowPeer.class);
        pipeline.remove(HttpServerKeepAliveHandler.class);
        pipeline.remove(HttpContentDecompressor.class);
        pipeline.remove(FlowControlHandler.class);
        pipeline.addLast(new IdleStateHandler(SILENCE_SECONDS, PING_SECONDS, 0));
        pipeline.addLast(session);
        pipeline.remove(Dispatcher.class);
        handshaker.handshake(ctx.channel(), message).addListener(CLOSE_ON_FAILURE);
        sockets.add(ctx.channel());
        return Optional.of(session);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()))
                    .addListener(CLOSE_ON_FAILURE);
        } else if (frame instanceof CloseWebSocketFrame) {
            end(WebSocketCloseStatus.NORMAL_CLOSURE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == GOODBYE) {
            end(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE);
        } else if (event instanceof IdleStateEvent idle) {
            if (idle.state() == IdleState.READER_IDLE) {
                Wire.hangUp(ctx);
            } else {
                ctx.writeAndFlush(new PingWebSocketFrame()).addListener(CLOSE_ON_FAILURE);
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Wire.hangUp(ctx);
    }

    @Override
    public boolean send(String text) {
        if (!open()) {
            return false;
        }
        if (waiting.incrementAndGet() > Limits.SOCKET_QUEUE) {
            end(WebSocketCloseStatus.TRY_AGAIN_LATER);
            return false;
        }
        channel.writeAndFlush(new TextWebSocketFrame(text))
                .addListener(written -> waiting.decrementAndGet());
        return true;
    }

    @Override
    public boolean open() {
        return channel.isActive() && !ending.get();
    }

    @Override
    public void close() {
        end(WebSocketCloseStatus.NORMAL_CLOSURE);
    }

    private void end(WebSocketCloseStatus why) {
        if (ending.compareAndSet(false, true)) {
            channel.writeAndFlush(new CloseWebSocketFrame(why))
                    .addListener(done -> Wire.hangUp(channel));
        }
    }
}
