package loyalty.protocol.sync;

import java.nio.charset.StandardCharsets;

/**
 * How a register signs a request: three headers, and an Ed25519 signature over the lines of {@link
 * #signedBytes}. Every call of a register is signed but {@code enrol}, {@code time}, {@code
 * health}.
 *
 * @param method upper case
 * @param target path and query as sent
 * @param body before compression; empty for none
 */
public record SignedRequest(String method, String target, Holder holder, byte[] body) {
    public static final String REGISTER = "Loyalty-Register";
    public static final String INCARNATION = "Loyalty-Incarnation";

    /** Base64 of the signature. */
    public static final String SIGNATURE = "Loyalty-Signature";

    public SignedRequest {
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** "loyalty-request-v1", method, target, register, incarnation, body's hash, one per line. */
    public byte[] signedBytes() {
        return String.join(
                        "\n",
                        "loyalty-request-v1",
                        method,
                        target,
                        holder.register(),
                        Long.toString(holder.incarnation()),
                        CanonicalForm.hash(body))
                .getBytes(StandardCharsets.UTF_8);
    }
}
