package loyalty.protocol.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * An Ed25519 key pair. A register makes its own at first start and never puts it into an image; the
 * processor has one for packs, templates and settings.
 */
public final class SigningKey {
    private final PrivateKey secret;
    private final VerifyKey verifyKey;

    private SigningKey(PrivateKey secret, VerifyKey verifyKey) {
        this.secret = secret;
        this.verifyKey = verifyKey;
    }

    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(pair.getPrivate(), new VerifyKey(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 has Ed25519", e);
        }
    }

    /**
     * Reads a key file.
     *
     * @param text two Base64 words, as {@link #toText} writes them
     * @throws IllegalArgumentException if it is not such a text
     */
    public static SigningKey ofText(String text) {
        List<String> halves = List.of(text.strip().split("\\s+", -1));
        if (halves.size() != 2) {
            throw new IllegalArgumentException("a key file has two words: secret and public half");
        }
        try {
            byte[] secret = Base64.getDecoder().decode(halves.get(0));
            PrivateKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(secret));
            return new SigningKey(key, VerifyKey.ofBase64(halves.get(1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key pair", e);
        }
    }

    /** For a file that only its owner can read. */
    public String toText() {
        String secretText = Base64.getEncoder().encodeToString(secret.getEncoded());
        return secretText + " " + verifyKey.base64() + "\n";
    }

    public VerifyKey verifyKey() {
        return verifyKey;
    }

    /** The signature, Base64. */
    public String sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with a key of our own", e);
        }
    }

    /** Says nothing of the secret half. */
    @Override
    public String toString() {
        return "SigningKey[" + verifyKey + "]";
    }
}
