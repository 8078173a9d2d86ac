package loyalty.drivers.scanner;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One whole code as the scanner sent it, without prefix and terminator. Bytes are kept and text is
 * made when asked for. Its {@link #toString} never shows the content: it may be a state mark or a
 * person's card.
 */
public final class Scan {
    private static final Charset CP1251 = Charset.forName("windows-1251");

    private final byte[] bytes;
    private final String aim;

    private Scan(byte[] bytes, String aim) {
        this.bytes = bytes;
        this.aim = aim;
    }

    /** A code whose kind of symbol is not known. */
    public static Scan of(byte[] bytes) {
        return new Scan(bytes.clone(), "");
    }

    /** A code typed or received as text. */
    public static Scan of(String text) {
        return new Scan(text.getBytes(StandardCharsets.UTF_8), "");
    }

    /**
     * A code with its AIM identifier.
     *
     * @param aim three characters such as {@code ]E0}; empty if not known
     */
    public static Scan of(byte[] bytes, String aim) {
        return new Scan(bytes.clone(), aim);
    }

    /** Splits off a leading AIM identifier, if there is one. */
    public static Scan withAim(byte[] bytes) {
        boolean has =
                bytes.length > 3
                        && bytes[0] == ']'
                        && Character.isLetter(bytes[1])
                        && Character.isLetterOrDigit(bytes[2]);
        return has
                ? new Scan(
                        Arrays.copyOfRange(bytes, 3, bytes.length),
                        new String(bytes, 0, 3, StandardCharsets.US_ASCII))
                : of(bytes);
    }

    /** The code's bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes the code has. */
    public int length() {
        return bytes.length;
    }

    /** The AIM identifier, such as {@code ]E0}; empty if the scanner did not say. */
    public String aim() {
        return aim;
    }

    /** What kind of symbol it was read from. */
    public Symbology symbology() {
        return Symbology.of(aim);
    }

    /** The code as text: UTF-8 if it is well formed, else CP1251. */
    public String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, CP1251);
        }
    }

    /** True if the code holds the byte, such as 0x1D. */
    public boolean contains(int value) {
        for (byte b : bytes) if ((b & 0xFF) == value) return true;
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scan scan
                && Arrays.equals(bytes, scan.bytes)
                && aim.equals(scan.aim);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "scan of " + bytes.length + " bytes" + (aim.isEmpty() ? "" : " " + aim);
    }
}
