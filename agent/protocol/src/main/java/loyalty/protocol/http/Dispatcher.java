package loyalty.protocol.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.FullHttpRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one request at a time from its connection, hands it to a worker and writes the answer. The
 * event loop only reads, checks and hands over; it never waits.
 */
final class Dispatcher extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Service service;
    private final Executor workers;
    private final RateLimit rate;
    private final ChannelGroup sockets;

    Dispatcher(Service service, Executor workers, RateLimit rate, ChannelGroup sockets) {
        this.service = service;
        this.workers = workers;
        this.rate = rate;
        this.sockets = sockets;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest message) {
        ctx.channel().config().setAutoRead(false);
        ctx.pipeline().get(SlowPeer.class).complete();
        boolean broken = message.decoderResult().isFailure();
        Exchange exchange = new Exchange(ctx, service.meter(), broken);
        try {
            Request request = Wire.request(ctx.channel(), message);
            service.visitors().check(request.header("host"), request.header("origin"));
            rate.take(request.peer());
            Routes.Match match = match(request);
            exchange.isFor(match.route().line());
            Request placed = request.at(match.places());
            Optional<WebSocketRoute> socket = match.route().socket();
            if (socket.isPresent() && SocketSession.wanted(placed)) {
                Runnable upgrade =
                        upgrade(ctx, message, client -> socket.get().opened(client, placed));
                hand(
                        () ->
                                admit(
                                        exchange,
                                        placed,
                                        match.route(),
                                        () -> ctx.executor().execute(upgrade)));
            } else {
                hand(() -> handle(exchange, placed, match.route()));
            }
        } catch (Refusal refusal) {
            exchange.write(refusal.answer());
        }
    }

    private Routes.Match match(Request request) throws Refusal {
        Optional<Routes.Match> match = service.routes().find(request.verb(), request.path());
        if (match.isPresent()) {
            return match.get();
        }
        Set<Verb> verbs = service.routes().verbs(request.path());
        if (verbs.isEmpty()) {
            String sentence = "There is nothing at " + request.path() + ".";
            throw new Refusal(404, "no-such-address", sentence, "Check the address.");
        }
        String allowed = verbs.stream().map(Verb::name).collect(Collectors.joining(", "));
        String sentence = request.verb() + " is not possible here, only " + allowed + ".";
        throw new Refusal(405, "method-not-allowed", sentence).header("allow", allowed);
    }

    private void hand(Runnable work) throws Refusal {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            String sentence = "Too many requests are waiting already.";
            throw new Refusal(503, "busy", sentence, "Try again in a second.")
                    .header("retry-after", "1");
        }
    }

    /** On a worker. The one place where everything a handler may throw is caught. */
    private void handle(Exchange exchange, Request request, Routes.Route route) {
        try {
            service.guard().check(request, route.line().scope());
            route.handler()
                    .begin(request)
                    .whenComplete(
                            (answer, failure) -> {
                                if (failure == null) {
                                    exchange.write(answer);
                                } else {
                                    exchange.fail(failure);
                                }
                            });
        } catch (Exception | LinkageError | StackOverflowError e) {
            exchange.fail(e);
        }
    }

    /** On a worker: asks the guard, then has the event loop upgrade the connection. */
    private void admit(Exchange exchange, Request request, Routes.Route route, Runnable then) {
        try {
            service.guard().check(request, route.line().scope());
            then.run();
        } catch (Exception e) {
            exchange.fail(e);
        }
    }

    /** The upgrade to WebSocket, to be run on the event loop; needs the request's headers only. */
    private Runnable upgrade(
            ChannelHandlerContext ctx, FullHttpRequest message, Consumer<WebSocketClient> opened) {
        FullHttpRequest headers = message.replace(Unpooled.EMPTY_BUFFER);
        return () -> {
            ctx.channel().config().setAutoRead(true);
            SocketSession.open(ctx, headers, sockets).ifPresent(opened);
        };
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("connection closed after {}", cause.toString());
        }
        Wire.hangUp(ctx);
    }
}
