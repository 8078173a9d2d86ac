package loyalty.protocol.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request trickles in too slowly, or that lies idle. The clock for a
 * request runs from its first byte and is not wound back by further bytes. While a request is being
 * answered no clock runs.
 */
final class SlowPeer extends ChannelInboundHandlerAdapter {
    private final Duration requestTime;
    private final Duration idle;
    private boolean receiving;
    private @Nullable Future<?> deadline;

    SlowPeer(Duration requestTime, Duration idle) {
        this.requestTime = requestTime;
        this.idle = idle;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        arm(ctx, idle);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (!receiving) {
            receiving = true;
            arm(ctx, requestTime);
        }
        ctx.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        disarm();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        disarm();
    }

    /** The request is there: nothing is owed by the peer until it is answered. */
    void complete() {
        disarm();
        receiving = true;
    }

    /** The answer is written: the peer may send the next request, or leave. */
    void answered(ChannelHandlerContext ctx) {
        receiving = false;
        arm(ctx, idle);
    }

    private void arm(ChannelHandlerContext ctx, Duration limit) {
        disarm();
        deadline =
                ctx.executor()
                        .schedule(() -> Wire.hangUp(ctx), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
