package loyalty.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.text.JsonText;

/**
 * One complete request, read within the limits. Immutable but for the body's bytes, which nobody
 * changes.
 *
 * @param verb what is asked
 * @param path the path as sent, without the query
 * @param places the values of the route's {@code {names}}, decoded
 * @param query the query's parameters, decoded, in the order sent
 * @param headers the headers, names in lower case; repeated ones joined by a comma
 * @param body the body, unpacked if it came compressed
 * @param peer the address of the other side, without its port
 */
@SuppressWarnings("ArrayRecordComponent") // bytes from the socket; nobody compares requests
public record Request(
        Verb verb,
        String path,
        Map<String, String> places,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        String peer) {

    public Request {
        places = Map.copyOf(places);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The value of {@code {name}} in the route's path; the route must have it. */
    public String place(String name) {
        String value = places.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}: " + path);
        }
        return value;
    }

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    /** A header by its name, in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A cookie by its name. */
    public Optional<String> cookie(String name) {
        for (String pair : header("cookie").orElse("").split(";", -1)) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equals(name)) {
                return Optional.of(parts[1]);
            }
        }
        return Optional.empty();
    }

    /**
     * The body as a JSON document.
     *
     * @throws Refusal 400 with line and column if it is not one
     */
    public Node json() throws Refusal {
        try {
            return JsonText.read(body, "");
        } catch (InvalidDocumentException e) {
            throw Refusal.document(e);
        }
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Request at(Map<String, String> found) {
        return new Request(verb, path, found, query, headers, body, peer);
    }
}
