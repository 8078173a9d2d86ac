package loyalty.protocol.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way to its answer, which may be written on any thread. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final AtomicLong INCIDENTS = new AtomicLong();
    private static final Routes.Line UNKNOWN = new Routes.Line(Verb.GET, "-", "");

    private final ChannelHandlerContext ctx;
    private final Meter meter;
    private final boolean last;
    private final long began = System.nanoTime();
    private Routes.Line line = UNKNOWN;

    /**
     * Begins.
     *
     * @param last the connection cannot be used after the answer
     */
    Exchange(ChannelHandlerContext ctx, Meter meter, boolean last) {
        this.ctx = ctx;
        this.meter = meter;
        this.last = last;
    }

    /** Says which route it is for; before it is handed to a worker. */
    void isFor(Routes.Line found) {
        line = found;
    }

    void write(Answer answer) {
        FullHttpResponse response = Wire.response(answer);
        if (last) {
            HttpUtil.setKeepAlive(response, false);
        }
        meter.answered(line.verb(), line.path(), answer.status(), System.nanoTime() - began);
        ctx.writeAndFlush(response).addListener((ChannelFutureListener) this::written);
    }

    /** Answers with what a handler threw. */
    void fail(Throwable thrown) {
        Throwable cause = unwrap(thrown);
        if (cause instanceof Refusal refusal) {
            write(refusal.answer());
            return;
        }
        String incident = Long.toString(INCIDENTS.incrementAndGet());
        LOG.error("incident {}: {} {} failed", incident, line.verb(), line.path(), cause);
        Refusal refusal =
                new Refusal(
                        500,
                        "internal",
                        "This program has made a mistake and could not do what was asked.",
                        "Its log says more under incident " + incident + ".");
        write(refusal.and("incident", incident).answer());
    }

    private void written(ChannelFuture write) {
        SlowPeer peer = ctx.pipeline().get(SlowPeer.class);
        if (!write.isSuccess()) {
            Wire.hangUp(ctx);
        } else if (peer != null) {
            peer.answered(ctx);
            ctx.channel().config().setAutoRead(true);
        }
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }
}
