package loyalty.terminal.checkout;

import java.util.Locale;
import java.util.Optional;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.Refusal;
import loyalty.terminal.sale.Sale;

/** Reads what came of a change. */
final class Outcomes {
    private Outcomes() {}

    /** The sale as it stands now, whether by this request or an earlier one. */
    static Sale done(Outcome outcome) throws NotPossible {
        return sale(outcome).orElseThrow(() -> unknownSale("this id"));
    }

    static Optional<Sale> sale(Outcome outcome) throws NotPossible {
        if (outcome instanceof Outcome.Done done) {
            return Optional.of(done.sale());
        }
        if (outcome instanceof Outcome.Repeated repeated) {
            return repeated.sale();
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw refused(refused);
        }
        return Optional.empty();
    }

    /** The answer that the same request got before. */
    static Optional<KeptAnswer> repeated(Outcome outcome) {
        return outcome instanceof Outcome.Repeated repeated ? repeated.answer() : Optional.empty();
    }

    /** Throws if nothing was written. */
    static void check(Outcome outcome) throws NotPossible {
        if (outcome instanceof Outcome.Refused refused) {
            throw refused(refused);
        }
    }

    static NotPossible unknownSale(String which) {
        return new NotPossible(
                NotPossible.Kind.UNKNOWN,
                "unknown-sale",
                "This register has no sale with " + which + ".",
                "Check the number; a sale of another register is returned by its receipt.");
    }

    private static NotPossible refused(Outcome.Refused refused) {
        if (refused.reason() == Refusal.UNKNOWN_SALE) {
            return unknownSale("this id");
        }
        String code = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String other = refused.other().map(id -> " It is " + id + ".").orElse("");
        String sentence =
                Character.toUpperCase(refused.sentence().charAt(0))
                        + refused.sentence().substring(1)
                        + "."
                        + other;
        return new NotPossible(NotPossible.Kind.CONFLICT, code, sentence, hint(refused.reason()));
    }

    private static String hint(Refusal reason) {
        return switch (reason) {
            case KEY_REUSED -> "Make a new Idempotency-Key for each new request.";
            case RECEIPT_TAKEN -> "Look at the sale with this number before selling again.";
            case CONFIRMED_ALREADY -> "A confirmed sale is undone by a return.";
            case CANCELLED_ALREADY -> "Open a new sale.";
            default -> "Ask for a new quote.";
        };
    }
}
