package loyalty.protocol.http;

import io.netty.handler.codec.http.QueryStringDecoder;

/** Percent-encoding of one path segment, where a plus is a plus. */
final class Percent {
    private Percent() {}

    /** Decodes; what is not validly encoded stays as it is. */
    static String decode(String segment) {
        try {
            return QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
