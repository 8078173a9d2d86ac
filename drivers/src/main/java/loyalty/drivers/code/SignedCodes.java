package loyalty.drivers.code;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.drivers.code.Code.Refused;
import loyalty.drivers.code.Code.Refused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Codes that a phone shows and an issuer has signed, so that a register can trust them without a
 * network. The form is {@code LQ1.<fields>.<signature>}, both in URL-safe Base64: the fields are
 * {@code issuer|card|issued|expires|nonce} with times in seconds, the signature is Ed25519 over
 * everything before the second dot. Remembers the nonces it has accepted until they expire. One
 * thread owns it.
 */
public final class SignedCodes {
    private static final String MAGIC = "LQ1.";
    private static final Pattern FORM =
            Pattern.compile("LQ1\\.([A-Za-z0-9_-]{1,4000})\\.([A-Za-z0-9_-]{86})");
    private static final Pattern FIELDS =
            Pattern.compile(
                    "([^|]{1,64})\\|([^|]{1,128})\\|([0-9]{1,11})\\|([0-9]{1,11})\\|([^|]{8,64})");
    private static final int REMEMBERED = 10_000;

    private final Map<String, PublicKey> issuers;
    private final InstantSource clock;
    private final Rules rules;
    private final Map<String, Shown> shown = new LinkedHashMap<>();

    /**
     * How strict to be.
     *
     * @param skew how far this register's clock and the issuer's may differ
     * @param longest a code valid for longer than this is not accepted at all
     * @param again the same code shown again within this time is the same showing: the cashier
     *     scanned twice; zero refuses even that
     */
    public record Rules(Duration skew, Duration longest, Duration again) {
        /** Two minutes of skew, a day of validity, one minute to scan again. */
        public static final Rules USUAL =
                new Rules(Duration.ofMinutes(2), Duration.ofDays(1), Duration.ofMinutes(1));
    }

    private record Shown(Instant first, Instant expires) {}

    private record Fields(
            String issuer, String card, Instant issued, Instant expires, String nonce) {}

    /**
     * @param issuers public keys by name
     */
    public SignedCodes(Map<String, PublicKey> issuers, InstantSource clock, Rules rules) {
        this.issuers = Map.copyOf(issuers);
        this.clock = clock;
        this.rules = rules;
    }

    /** True if the text claims to be a signed code; whether it is one, {@link #read} tells. */
    public static boolean claims(String text) {
        return text.startsWith(MAGIC);
    }

    /** Makes a signed code, as an issuer does. */
    public static String sign(
            String issuer,
            PrivateKey key,
            String card,
            Instant issued,
            Instant expires,
            String nonce)
            throws GeneralSecurityException {
        String fields =
                String.join(
                        "|",
                        issuer,
                        card,
                        Long.toString(issued.getEpochSecond()),
                        Long.toString(expires.getEpochSecond()),
                        nonce);
        if (!FIELDS.matcher(fields).matches()) {
            throw new IllegalArgumentException("not a signed code's fields: issuer " + issuer);
        }
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String head = MAGIC + base64.encodeToString(fields.getBytes(StandardCharsets.UTF_8));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(key);
        signer.update(head.getBytes(StandardCharsets.US_ASCII));
        return head + "." + base64.encodeToString(signer.sign());
    }

    /** The code if it may be accepted now, else why not. */
    public Code read(String text) {
        Matcher form = FORM.matcher(text);
        Fields fields = form.matches() ? fields(form.group(1)) : null;
        if (fields == null) {
            return refuse(Reason.MALFORMED, "this code is damaged: show it again, brighter");
        }
        PublicKey key = issuers.get(fields.issuer());
        if (key == null) {
            return refuse(
                    Reason.UNKNOWN_ISSUER, "this code's issuer is not known here: update the app");
        }
        String head = text.substring(0, text.lastIndexOf('.'));
        if (!verifies(key, head, form.group(2))) {
            return refuse(Reason.FORGED, "this code is not genuine: ask for the card instead");
        }
        return inTime(fields);
    }

    private static @Nullable Fields fields(String base64) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64);
            Matcher match = FIELDS.matcher(new String(bytes, StandardCharsets.UTF_8));
            return match.matches()
                    ? new Fields(
                            match.group(1),
                            match.group(2),
                            Instant.ofEpochSecond(Long.parseLong(match.group(3))),
                            Instant.ofEpochSecond(Long.parseLong(match.group(4))),
                            match.group(5))
                    : null;
        } catch (IllegalArgumentException e) {
            return null; // not Base64: the caller says so
        }
    }

    private static boolean verifies(PublicKey key, String head, String signature) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(signature);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(head.getBytes(StandardCharsets.US_ASCII));
            // Base64's last character has spare bits: only one spelling counts.
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature)
                    && verifier.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // a signature that cannot even be read proves nothing
        }
    }

    private Code inTime(Fields fields) {
        Instant now = clock.instant();
        if (fields.issued().isAfter(now.plus(rules.skew()))) {
            return refuse(
                    Reason.NOT_YET_VALID,
                    "this code was made "
                            + words(Duration.between(now, fields.issued()))
                            + " in the future by this register's clock: check both clocks");
        }
        if (!now.isBefore(fields.expires().plus(rules.skew()))) {
            return refuse(
                    Reason.EXPIRED,
                    "this code ended "
                            + words(Duration.between(fields.expires(), now))
                            + " ago: open the app again for a fresh one");
        }
        if (Duration.between(fields.issued(), fields.expires()).compareTo(rules.longest()) > 0) {
            return refuse(Reason.EXPIRED, "this code is valid for longer than is allowed here");
        }
        return onlyOnce(fields, now);
    }

    private Code onlyOnce(Fields fields, Instant now) {
        shown.values().removeIf(old -> !now.isBefore(old.expires().plus(rules.skew())));
        String nonce = fields.issuer() + "|" + fields.nonce();
        Shown before = shown.get(nonce);
        if (before != null && !now.isBefore(before.first().plus(rules.again()))) {
            return refuse(
                    Reason.ALREADY_SHOWN,
                    "this code was already used here "
                            + words(Duration.between(before.first(), now))
                            + " ago: open the app again for a fresh one");
        }
        if (before == null) remember(nonce, new Shown(now, fields.expires()));
        return new Code.Signed(fields.card(), fields.issuer(), fields.issued(), fields.expires());
    }

    private void remember(String nonce, Shown first) {
        if (shown.size() >= REMEMBERED) shown.remove(shown.keySet().iterator().next());
        shown.put(nonce, first);
    }

    private static Refused refuse(Reason reason, String sentence) {
        return new Refused(reason, sentence);
    }

    private static String words(Duration time) {
        long seconds = Math.abs(time.toSeconds());
        if (seconds < 120) return seconds + " s";
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
