package loyalty.protocol.identity;

import java.util.regex.Pattern;

/** A phone or card, hashed under the programme's key: 64 hexadecimal digits. Never the number. */
public record IdentifierHash(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public IdentifierHash {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not 64 hexadecimal digits");
        }
    }
}
