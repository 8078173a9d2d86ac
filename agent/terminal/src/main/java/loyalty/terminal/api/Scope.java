package loyalty.terminal.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client of the local API may do. */
public enum Scope {
    /** Look at the register's state. */
    STATUS,
    /** Hear events. */
    EVENTS,
    /** Identify members and ask for quotes. */
    QUOTE,
    /** Open, confirm and cancel sales. */
    SELL,
    /** Take returns. */
    RETURN,
    /** Enrol members. */
    ENROL,
    /** Give points by hand. */
    GRANT,
    /** Print again, and print on a device. */
    PRINT,
    /** Open the drawer. */
    DRAWER,
    /** See shifts and close them. */
    SHIFT,
    /** Sync, quarantine: for IT. */
    ADMIN;

    /** What a point of sale needs and gets unless told otherwise. */
    public static final Set<Scope> POS =
            EnumSet.of(STATUS, EVENTS, QUOTE, SELL, RETURN, ENROL, PRINT, DRAWER, SHIFT);

    /** What the cashier page may do. */
    static final Set<Scope> PAGE = EnumSet.of(STATUS, EVENTS, QUOTE, SELL, RETURN, ENROL, PRINT);

    /** The word for it, as in {@code client add --scope}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a word. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }

    /** All words, for help texts. */
    public static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }
}
