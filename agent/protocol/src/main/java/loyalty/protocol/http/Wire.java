package loyalty.protocol.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns Netty's messages into our values and back. */
final class Wire {
    private static final int PARAMETERS = 64;

    private Wire() {}

    /** Reads a request; the message may be released afterwards. */
    static Request request(Channel channel, FullHttpRequest message) throws Refusal {
        checkDecoded(message);
        String uri = message.uri();
        if (!uri.startsWith("/")) {
            throw new Refusal(400, "malformed-request", "The request's path must begin with '/'.");
        }
        int question = uri.indexOf('?');
        byte[] body = new byte[message.content().readableBytes()];
        message.content().getBytes(message.content().readerIndex(), body);
        return new Request(
                verb(message.method().name()),
                question < 0 ? uri : uri.substring(0, question),
                Map.of(),
                query(uri),
                headers(message),
                body,
                peer(channel));
    }

    static FullHttpResponse response(Answer answer) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(answer.body()));
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        response.headers().set("x-content-type-options", "nosniff");
        if (answer.status() != 204) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        }
        if (!response.headers().contains(HttpHeaderNames.CACHE_CONTROL)) {
            response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        }
        return response;
    }

    /** Closes; whether that worked matters to nobody. */
    static void hangUp(ChannelOutboundInvoker connection) {
        var unused = connection.close();
    }

    private static void checkDecoded(FullHttpRequest message) throws Refusal {
        if (message.decoderResult().isSuccess()) {
            return;
        }
        Throwable cause = message.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            throw new Refusal(414, "path-too-long", "The request's first line is too long.");
        }
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
            throw new Refusal(431, "headers-too-large", "The request's headers are too large.");
        }
        throw new Refusal(400, "malformed-request", "This is not an HTTP/1.1 request.");
    }

    private static Verb verb(String method) throws Refusal {
        if (method.equals("HEAD")) {
            return Verb.GET;
        }
        for (Verb verb : Verb.values()) {
            if (verb.name().equals(method)) {
                return verb;
            }
        }
        throw new Refusal(501, "unknown-method", "The method " + method + " is not spoken here.");
    }

    private static Map<String, List<String>> query(String uri) throws Refusal {
        try {
            return new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, PARAMETERS)
                    .parameters();
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    400, "malformed-request", "The query is not validly percent-encoded.");
        }
    }

    private static Map<String, String> headers(FullHttpRequest message) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : message.headers()) {
            headers.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    header.getValue(),
                    (one, two) -> one + ", " + two);
        }
        return headers;
    }

    private static String peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "local";
    }
}
