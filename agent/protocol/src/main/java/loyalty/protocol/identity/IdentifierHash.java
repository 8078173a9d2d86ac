package loyalty.protocol.identity;

/** A phone or card, hashed under the programme's key: 64 hexadecimal digits. Never the number. */
public record IdentifierHash(String hex) {
    private static final int DIGITS = 64;

    public IdentifierHash {
        boolean formed = hex.length() == DIGITS;
        for (int i = 0; formed && i < DIGITS; i++) {
            char c = hex.charAt(i);
            formed = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        if (!formed) {
            throw new IllegalArgumentException("not 64 hexadecimal digits");
        }
    }
}
