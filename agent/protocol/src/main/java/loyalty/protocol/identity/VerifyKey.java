package loyalty.protocol.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The public half of an Ed25519 key: tells whether the holder of the other half signed. */
public final class VerifyKey {
    private final PublicKey key;

    VerifyKey(PublicKey key) {
        this.key = key;
    }

    /**
     * Reads a public key.
     *
     * @throws IllegalArgumentException if the text is not a public key as {@link #base64} writes it
     */
    public static VerifyKey ofBase64(String text) {
        try {
            byte[] encoded = Base64.getDecoder().decode(text);
            return new VerifyKey(
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    /** X.509 form, Base64. */
    public String base64() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** False for a wrong signature and for text that is no signature at all. */
    public boolean verifies(byte[] content, String signatureBase64) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(Base64.getDecoder().decode(signatureBase64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return base64();
    }
}
