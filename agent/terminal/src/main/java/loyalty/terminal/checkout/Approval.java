package loyalty.terminal.checkout;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who stands behind a return or points given by hand; each includes the ones before it. */
public enum Approval {
    /** Nobody has shown a PIN. */
    NONE,
    /** A cashier has. */
    CASHIER,
    /** A supervisor has; or the register has no cashiers with PINs, so nobody is asked. */
    SUPERVISOR;

    /** The word for it, as in {@code agent.yaml}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a word. */
    public static Optional<Approval> of(String word) {
        return Arrays.stream(values()).filter(level -> level.word().equals(word)).findFirst();
    }

    /** All words, for texts. */
    public static String words() {
        return Arrays.stream(values()).map(Approval::word).collect(Collectors.joining(", "));
    }

    void atLeast(Approval needed) throws NotPossible {
        if (compareTo(needed) < 0) {
            throw new NotPossible(
                    NotPossible.Kind.FORBIDDEN,
                    needed.word() + "-pin-needed",
                    "This needs the PIN of a " + needed.word() + ".",
                    "Send the headers Loyalty-Cashier and Loyalty-Pin.");
        }
    }
}
