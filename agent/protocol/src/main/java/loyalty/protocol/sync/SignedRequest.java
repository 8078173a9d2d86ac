package loyalty.protocol.sync;

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
     * "loyalty-request-v1", method, path, the parameters as {@code name=value} sorted by name and
     * joined by {@code &}, register, incarnation, hash of the body; one per line.
     */
    public byte[] signedBytes() {
        String parameters =
                new TreeMap<>(query)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining("&"));
        return String.join(
                        "\n",
                        "loyalty-request-v1",
                        method,
                        path,
                        parameters,
                        holder.register(),
                        Long.toString(holder.incarnation()),
                        bodyHash)
                .getBytes(StandardCharsets.UTF_8);
    }
}
