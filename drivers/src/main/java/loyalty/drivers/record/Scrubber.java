package loyalty.drivers.record;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces what may be personal: every letter and digit in a run of three or more becomes another
 * letter or digit, the same run always the same. Lengths, control bytes, AIM identifiers and single
 * parameters of commands stay, so that the traffic still means the same to a driver; the last digit
 * of a run of digits that had a GS1 check digit is made to fit again. The key is made for one
 * recording and thrown away.
 */
final class Scrubber {
    private static final int SHORTEST = 3;

    /** ESC/POS {@code GS ( H} function 48 and its answer; four letters of a number follow. */
    private static final byte[] JOB_NUMBER_ASKED = {0x1D, '(', 'H', 6, 0, '0', '0'};

    private static final byte[] JOB_NUMBER_TOLD = {0x37, 0x22};

    private final Mac mac;

    Scrubber() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    byte[] scrub(byte[] bytes) {
        byte[] result = bytes.clone();
        int at = 0;
        while (at < bytes.length) {
            int kept = protocol(bytes, at);
            if (kept > 0) {
                at += kept;
            } else if (text(bytes[at])) {
                int end = at;
                while (end < bytes.length && text(bytes[end])) end++;
                if (end - at >= SHORTEST) replace(result, at, end);
                at = end;
            } else {
                at++;
            }
        }
        return result;
    }

    /** Letters, digits, and all that is beyond ASCII: names in any code page. */
    private static boolean text(byte b) {
        return b < 0 || (b >= '0' && b <= '9') || letter(b);
    }

    private static boolean letter(byte b) {
        int upper = b & ~0x20;
        return b > 0 && upper >= 'A' && upper <= 'Z';
    }

    /** How many bytes from here on belong to the devices' own language; 0 for none. */
    private static int protocol(byte[] bytes, int at) {
        if (bytes[at] == ']' && at + 3 < bytes.length && letter(bytes[at + 1])) return 3;
        if (starts(bytes, at, JOB_NUMBER_ASKED)) return JOB_NUMBER_ASKED.length + 4;
        return starts(bytes, at, JOB_NUMBER_TOLD) ? JOB_NUMBER_TOLD.length + 4 : 0;
    }

    private static boolean starts(byte[] bytes, int at, byte[] wanted) {
        int end = at + wanted.length;
        return end + 4 <= bytes.length && Arrays.equals(bytes, at, end, wanted, 0, wanted.length);
    }

    private void replace(byte[] bytes, int from, int to) {
        byte[] run = Arrays.copyOfRange(bytes, from, to);
        boolean checked = digits(run) && run.length >= 8 && check(run) == run[run.length - 1];
        byte[] stream = mac.doFinal(run);
        for (int i = from; i < to; i++) {
            if ((i - from) % stream.length == 0 && i > from) stream = mac.doFinal(stream);
            bytes[i] = other(bytes[i], stream[(i - from) % stream.length] & 0xFF);
        }
        if (checked) {
            bytes[to - 1] = check(Arrays.copyOfRange(bytes, from, to));
        }
    }

    private static byte other(byte b, int random) {
        if (b >= '0' && b <= '9') return (byte) ('0' + random % 10);
        if (b < 0) return (byte) (0x80 + random % 0x20); // still beyond ASCII
        int base = b & 0x20;
        return (byte) ((base | 'A') + random % 26);
    }

    private static boolean digits(byte[] run) {
        for (byte b : run) if (b < '0' || b > '9') return false;
        return true;
    }

    /** The GS1 check digit that all but the last of these digits ask for. */
    private static byte check(byte[] run) {
        int sum = 0;
        for (int i = 0; i < run.length - 1; i++) {
            int fromCheck = run.length - 1 - i;
            sum += (run[i] - '0') * (fromCheck % 2 == 1 ? 3 : 1);
        }
        return (byte) ('0' + (10 - sum % 10) % 10);
    }
}
