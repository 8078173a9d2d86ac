package loyalty.engine.codes;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that a register makes and any other register checks without asking anybody: 100 bits in 20
 * signs of Crockford's base 32, in groups of four. From the left: 1 bit transferable, 14 bits last
 * day since 2020 (0 = no end), 15 bits of the owner's hash (0 if transferable), 30 bits serial, 40
 * bits of HMAC-SHA256 over the promotion and the bits before, under the pack's key.
 */
public final class DerivedCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SIGNS = 20;
    private static final int GROUP = 4;
    private static final int MAC_BITS = 40;
    private static final int SERIAL_BITS = 30;
    private static final int OWNER_BITS = 15;
    private static final int DAY_BITS = 14;
    private static final LocalDate EPOCH = LocalDate.of(2020, 1, 1);

    /** The days a code can end on. */
    public static final LocalDate FIRST_END = EPOCH.plusDays(1);

    public static final LocalDate LAST_END = EPOCH.plusDays((1L << DAY_BITS) - 1);

    private final String key;
    private final String promotion;

    /** Codes of one promotion under the pack's key. */
    public DerivedCode(String key, String promotion) {
        this.key = key;
        this.promotion = promotion;
    }

    /**
     * The code that a sale issues.
     *
     * @param secret of the register, so that serials cannot be foreseen
     * @param sale id of the sale, with the issuing promotion if it issues several codes
     * @param member who gets it
     */
    public String issue(
            String secret,
            String sale,
            String member,
            boolean transferable,
            Optional<LocalDate> lastDay) {
        long serial = bits(hmac(secret, "serial:" + promotion + ":" + sale), SERIAL_BITS);
        long owner = transferable ? 0 : owner(member);
        long day = lastDay.map(DerivedCode::dayNumber).orElse(0L);
        BigInteger body =
                BigInteger.valueOf(transferable ? 1 : 0)
                        .shiftLeft(DAY_BITS)
                        .or(BigInteger.valueOf(day))
                        .shiftLeft(OWNER_BITS)
                        .or(BigInteger.valueOf(owner))
                        .shiftLeft(SERIAL_BITS)
                        .or(BigInteger.valueOf(serial));
        return write(body.shiftLeft(MAC_BITS).or(BigInteger.valueOf(mac(body))));
    }

    /** Looks at a code that {@code member} (empty for nobody) shows. */
    public Verdict check(String code, String member) {
        Optional<BigInteger> read = read(code);
        if (read.isEmpty()) {
            return Verdict.FORGED;
        }
        BigInteger body = read.get().shiftRight(MAC_BITS);
        long mac = read.get().subtract(body.shiftLeft(MAC_BITS)).longValueExact();
        if (mac != mac(body)) {
            return Verdict.FORGED;
        }
        long head = body.shiftRight(SERIAL_BITS).longValueExact();
        long owner = head & ((1L << OWNER_BITS) - 1);
        long day = (head >>> OWNER_BITS) & ((1L << DAY_BITS) - 1);
        boolean transferable = head >>> (OWNER_BITS + DAY_BITS) == 1;
        return new Verdict(
                true,
                transferable,
                transferable || (!member.isEmpty() && owner == owner(member)),
                day == 0 ? Optional.empty() : Optional.of(EPOCH.plusDays(day)));
    }

    private static long dayNumber(LocalDate day) {
        long number = day.toEpochDay() - EPOCH.toEpochDay();
        if (number < 1 || number >= 1L << DAY_BITS) {
            throw new IllegalArgumentException("a code cannot end on " + day);
        }
        return number;
    }

    /** Never 0, which stands for "anybody". */
    private long owner(String member) {
        return Math.max(1, bits(hmac(key, "owner:" + member), OWNER_BITS));
    }

    private long mac(BigInteger body) {
        return bits(hmac(key, promotion + ":" + body), MAC_BITS);
    }

    private static long bits(byte[] hash, int count) {
        long first = new BigInteger(1, Arrays.copyOf(hash, Long.BYTES - 1)).longValueExact();
        return first >>> ((Long.BYTES - 1) * Byte.SIZE - count);
    }

    private static byte[] hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    private static String write(BigInteger bits) {
        StringBuilder text = new StringBuilder();
        for (int i = SIGNS - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt(bits.shiftRight(5 * i).intValue() & 31));
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
        }
        return text.toString();
    }

    /** Forgiving as Crockford asks: O is 0, I and L are 1, dashes and blanks do not count. */
    private static Optional<BigInteger> read(String code) {
        String plain =
                code.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s-]", "")
                        .replace('O', '0')
                        .replace('I', '1')
                        .replace('L', '1');
        if (plain.length() != SIGNS) {
            return Optional.empty();
        }
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < SIGNS; i++) {
            int value = ALPHABET.indexOf(plain.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(value));
        }
        return Optional.of(bits);
    }
}
