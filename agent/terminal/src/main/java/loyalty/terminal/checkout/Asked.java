package loyalty.terminal.checkout;

import loyalty.engine.document.Node;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sale.Request;

/**
 * A change as somebody asked for it.
 *
 * @param client who asks
 * @param path what is asked, without the query
 * @param key the {@code Idempotency-Key}
 * @param body the request's document
 */
public record Asked(String client, String path, String key, Node body) {
    private static final int LONGEST_KEY = 128;

    public Asked {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a key has 1 to " + LONGEST_KEY + " characters");
        }
    }

    Request request() {
        return new Request(client, path, key, hash());
    }

    /** The same key for the second of two steps that were asked for at once. */
    Request step(String step) {
        return new Request(client, path + "#" + step, key, hash());
    }

    /** The same whatever blanks the body was written with. */
    private String hash() {
        return Digests.sha256Hex(JsonText.write(body.unplaced()));
    }
}
