package loyalty.protocol.sync;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a register signs a request: three headers, and an Ed25519 signature over the lines of {@link
 * #signedBytes}. Every call of a register is signed but {@code enrol}, {@code time}, {@code
 * health}.
 *
 * @param method upper case
 * @param path as sent, without the query
 * @param query the parameters, decoded
 * @param holder the register that asks, and its incarnation
 * @param bodyHash {@link CanonicalForm#hash(byte[])} of the body before compression; of no bytes if
 *     there is none
 */
public record SignedRequest(
        String method, String path, Map<String, String> query, Holder holder, String bodyHash) {
    public static final String REGISTER = "Loyalty-Register";
    public static final String INCARNATION = "Loyalty-Incarnation";

    /** Base64 of the signature. */
    public static final String SIGNATURE = "Loyalty-Signature";

    public SignedRequest {
        query = Map.copyOf(query);
    }

    /**
     * "loyalty-request-v2", method, path, the parameters as {@code name=value} sorted by name and
     * joined by {@code &}, register, incarnation, hash of the body; one per line. Names and values
     * are encoded as in a form ({@code application/x-www-form-urlencoded}, UTF-8), so that no value
     * can pass for another parameter.
     */
    public byte[] signedBytes() {
        String parameters =
                new TreeMap<>(query)
                        .entrySet().stream()
                                .map(entry -> form(entry.getKey()) + "=" + form(entry.getValue()))
                                .collect(Collectors.joining("&"));
        return String.join(
                        "\n",
                        "loyalty-request-v2",
                        method,
                        path,
                        parameters,
                        holder.register(),
                        Long.toString(holder.incarnation()),
                        bodyHash)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
