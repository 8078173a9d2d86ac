package loyalty.protocol.identity;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The programme's key for phones and cards. It is the same on every register, so that the same
 * phone gives the same hash and the same new member everywhere.
 */
public final class IdentifierKey {
    private static final int LEAST_BYTES = 16;
    private static final UUID MEMBERS = UUID.fromString("6c6f7961-6c74-4900-8000-000000000001");

    private final byte[] key;

    public IdentifierKey(byte[] key) {
        if (key.length < LEAST_BYTES) {
            throw new IllegalArgumentException("an identifier key has at least 16 bytes");
        }
        this.key = key.clone();
    }

    /** Reads a key from hexadecimal digits. */
    public static IdentifierKey ofHex(String hex) {
        return new IdentifierKey(HexFormat.of().parseHex(hex.strip()));
    }

    public String hex() {
        return HexFormat.of().formatHex(key);
    }

    public IdentifierHash ofPhone(PhoneNumber phone) {
        return hash("phone:" + phone.e164());
    }

    /** The card's number or the text of its QR, as scanned, blanks at the ends removed. */
    public IdentifierHash ofCard(String number) {
        return hash("card:" + number.strip());
    }

    /** The id of the member that this phone enrols, on whatever register. */
    public UUID memberOf(PhoneNumber phone) {
        return memberOf(ofPhone(phone));
    }

    /** The id of the member that a phone of this hash enrols. */
    public static UUID memberOf(IdentifierHash phone) {
        return Ids.derived(MEMBERS, phone.hex());
    }

    private IdentifierHash hash(String text) {
        byte[] mac = Digests.hmacSha256(key, text.getBytes(StandardCharsets.UTF_8));
        return new IdentifierHash(HexFormat.of().formatHex(mac));
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "IdentifierKey";
    }
}
