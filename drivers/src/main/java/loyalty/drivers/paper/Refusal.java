package loyalty.drivers.paper;

import java.util.Locale;

/** Bytes that mean nothing in this dialect. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String what, int... bytes) {
        super(what + hex(bytes));
    }

    private static String hex(int... bytes) {
        StringBuilder text = new StringBuilder();
        for (int value : bytes) text.append(String.format(Locale.ROOT, " %02X", value));
        return text.toString();
    }
}
