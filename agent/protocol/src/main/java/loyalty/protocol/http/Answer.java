package loyalty.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import loyalty.engine.document.Node;
import loyalty.protocol.text.JsonText;

/**
 * What goes back: status, headers, body. Immutable; {@link #with} gives a changed copy.
 *
 * @param status the HTTP status
 * @param headers header names and values
 * @param body the bytes; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // bytes for the socket; nobody compares answers
public record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = new byte[0];

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A body of a type. */
    public static Answer of(int status, String type, byte[] body) {
        return new Answer(status, Map.of("content-type", type), body);
    }

    /** JSON, already written. */
    public static Answer json(int status, String json) {
        return of(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** JSON of a document. */
    public static Answer json(int status, Node document) {
        return of(status, "application/json", JsonText.bytes(document));
    }

    /** Plain text. */
    public static Answer text(int status, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(status, "text/plain; charset=utf-8", bytes);
    }

    /** 204: done, nothing to say. */
    public static Answer nothing() {
        return new Answer(204, Map.of(), NOTHING);
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }
}
