package loyalty.protocol.http;

import static io.netty.channel.ChannelFutureListener.CLOSE_ON_FAILURE;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/**
 * Joins a request's parts up to a limit. Beyond it the answer is 413 and the rest is thrown away.
 */
final class BodyLimit extends HttpObjectAggregator {
    private final int bytes;

    BodyLimit(int bytes) {
        super(bytes);
        this.bytes = bytes;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        Refusal refusal =
                new Refusal(
                        413,
                        "body-too-large",
                        "The body is larger than " + bytes + " bytes.",
                        "Send less at once.");
        ctx.writeAndFlush(Wire.response(refusal.answer())).addListener(CLOSE_ON_FAILURE);
    }
}
