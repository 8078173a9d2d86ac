package loyalty.drivers.code;

import java.time.Instant;
import loyalty.drivers.scanner.Scan;

/** What a scan turned out to be. The {@code permits} list is everything a register may meet. */
public sealed interface Code
        permits Code.StateMark,
                Code.Signed,
                Code.Refused,
                Code.Card,
                Code.Phone,
                Code.Promo,
                Code.Receipt,
                Code.Product {

    /**
     * A mark of the state's tracking system: goes to the register's own program untouched, and is
     * never looked up, stored or logged whole.
     *
     * @param scan every byte as scanned
     */
    record StateMark(Scan scan) implements Code {}

    /**
     * A code signed by an issuer we trust, in time and not shown before.
     *
     * @param card what the issuer vouches for
     * @param issuer the name of the key
     */
    record Signed(String card, String issuer, Instant issued, Instant expires) implements Code {
        @Override
        public String toString() {
            return "Signed[issuer=" + issuer + ", expires=" + expires + "]";
        }
    }

    /** A signed code that must not be accepted; the sentence is for the cashier. */
    record Refused(Reason reason, String sentence) implements Code {
        /** Why not. */
        public enum Reason {
            MALFORMED,
            UNKNOWN_ISSUER,
            FORGED,
            NOT_YET_VALID,
            EXPIRED,
            ALREADY_SHOWN
        }
    }

    /**
     * A card's number, digits checked.
     *
     * @param range the name of the range it belongs to
     */
    record Card(String number, String range) implements Code {
        @Override
        public String toString() {
            return "Card[range=" + range + "]";
        }
    }

    /** A telephone number, as {@code +79161234567}. */
    record Phone(String number) implements Code {
        @Override
        public String toString() {
            return "Phone[]";
        }
    }

    /** A word that opens a promotion. */
    record Promo(String word) implements Code {}

    /** A receipt, to take goods back by. */
    record Receipt(String text) implements Code {}

    /** Anything else: the register's own program knows. */
    record Product(Scan scan) implements Code {}
}
