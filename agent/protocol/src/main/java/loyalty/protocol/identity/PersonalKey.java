package loyalty.protocol.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals names, birthdays and the like before they reach a database: AES-256 in GCM. The key lives
 * in a file outside the database; whoever has only one of the two reads nothing.
 */
public final class PersonalKey {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** One a thread: finding one costs more than using it. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(PersonalKey::cipher);

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    public PersonalKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a personal key has 32 bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    public static PersonalKey generate() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new PersonalKey(bytes);
    }

    public static PersonalKey ofHex(String hex) {
        return new PersonalKey(HexFormat.of().parseHex(hex.strip()));
    }

    public String hex() {
        return HexFormat.of().formatHex(key.getEncoded());
    }

    /** Each call gives another text, because each has its own nonce. */
    public String seal(String open) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] content = open.getBytes(StandardCharsets.UTF_8);
        byte[] sealed =
                crypt(Cipher.ENCRYPT_MODE, nonce, content)
                        .orElseThrow(() -> new IllegalStateException("sealing cannot fail"));
        ByteBuffer whole = ByteBuffer.allocate(nonce.length + sealed.length);
        return Base64.getEncoder().encodeToString(whole.put(nonce).put(sealed).array());
    }

    /** Empty if the text was sealed under another key or was changed. */
    public Optional<String> open(String sealed) {
        byte[] whole;
        try {
            whole = Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (whole.length < NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
        return crypt(Cipher.DECRYPT_MODE, nonce, rest)
                .map(open -> new String(open, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> crypt(int mode, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = CIPHERS.get();
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(content));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in GCM", e);
        }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "PersonalKey";
    }
}
