package loyalty.terminal.commit;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.text.JsonText;

/**
 * An extract as a QR code carries it: packed with a dictionary of the words that every extract has,
 * then in capital letters and digits, which a QR code holds most densely and every scanner passes
 * on whatever its keyboard layout. Any thread.
 */
public final class ExtractCode {
    private static final String PREFIX = "LX1.";
    private static final int MOST_BYTES = 64 * 1024;
    private static final int RADIX = 32;

    /** Part of the format: whoever changes it changes the prefix too. Commonest words last. */
    private static final byte[] WORDS =
            ("\"snapshot\":{\"id\":\"\",\"tier\":\"\",\"lots\":[\"counters\":\"limitsUsed\":{"
                            + "\"request\":{\"basket\":{\"receipt\":\"\",\"context\":{\"store\":\"\","
                            + "\"register\":\"\",\"channel\":\"offline\",\"categories\":[\"brand\":"
                            + "\"sku\":\"only\":\"prolonged\":[\"promotion\":\"\",\"period\":\"month/2026"
                            + "\",\"uses\":1}],\"codesUsed\":[]},\"limits\":[],\"at\":\"2026-"
                            + "T00:00:00Z\",\"created\":[{\"activeFrom\":\"\",\"expiresAt\":\"2027-"
                            + ":purchase\",\"lot\":\"\",\"points\":\"source\":\"purchase\",\"key\":\""
                            + "purchase\",\"filledDebt\":\"0\"}],\"consumed\":[],\"member\":\"\",\"pack\":"
                            + "\"sha256:\",\"paidMinor\":,\"register\":\"\",\"incarnation\":1,\"operation\":"
                            + "\",\"sale\":\"\",\"signature\":\"\",\"sold\":{\"spends\":[{\"lot\":\"\","
                            + "\"points\":,\"right\":,\"hold\":0}],\"store\":\"\"}\"on\":[{\"line\":\"1\","
                            + "\"amount\":\".00\"}],\"lines\":[{\"id\":\"1\",\"quantity\":\"1\",\"pieces\":"
                            + "true,\"units\":[{\"count\":1,\"price\":\"9.90\",\"redeemed\":\"0.00\","
                            + "\"earned\":{\"purchase\":\"0\"}}]},{\"id\":\"2\",\"quantity\":\"1\",\"pieces\":"
                            + "true,\"units\":[{\"count\":1,\"price\":\".00\",\"redeemed\":\"0.00\","
                            + "\"earned\":{\"purchase\":\"")
                    .getBytes(StandardCharsets.US_ASCII);

    private ExtractCode() {}

    /** The text for the code. */
    public static String text(Extract extract) {
        byte[] packed = packed(JsonText.bytes(extract.toNode()));
        byte[] marked = new byte[packed.length + 1];
        marked[0] = 1; // keeps leading zeros through the number below
        System.arraycopy(packed, 0, marked, 1, packed.length);
        return PREFIX + new BigInteger(1, marked).toString(RADIX).toUpperCase(Locale.ROOT);
    }

    /** Whether the text means to be an extract, whole or not. */
    public static boolean claims(String text) {
        return text.startsWith(PREFIX);
    }

    /** Empty if the text is no extract, or not a whole one. */
    public static Optional<Extract> read(String text) {
        if (!claims(text) || text.length() > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] marked = new BigInteger(text.substring(PREFIX.length()), RADIX).toByteArray();
            if (marked.length < 2 || marked[0] != 1) {
                return Optional.empty();
            }
            byte[] packed = Arrays.copyOfRange(marked, 1, marked.length);
            String json = new String(unpacked(packed), StandardCharsets.UTF_8);
            return Optional.of(Extract.read(JsonText.read(json, "receipt")));
        } catch (IllegalArgumentException | DataFormatException | InvalidDocumentException e) {
            return Optional.empty(); // a damaged code: the cashier scans again
        }
    }

    private static byte[] packed(byte[] json) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setDictionary(WORDS);
            deflater.setInput(json);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] unpacked(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(WORDS);
            inflater.setInput(packed);
            byte[] open = new byte[MOST_BYTES];
            int length = inflater.inflate(open);
            if (!inflater.finished()) {
                throw new DataFormatException("cut off, or larger than any receipt");
            }
            return Arrays.copyOf(open, length);
        } finally {
            inflater.end();
        }
    }
}
