package loyalty.acceptance.simulation.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running hash of everything that happened, to show that a seed plays the same world again. */
public final class Trace {
    private final MessageDigest digest;

    public Trace() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public void note(String event) {
        digest.update(event.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    /** Ends it. */
    public String hash() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }
}
