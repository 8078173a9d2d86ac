package loyalty.processor.member;

import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Operation;

/**
 * Why an operation is not booked: for good, or not yet. Thrown before the account was changed, so
 * that the transaction may still remember the answer.
 */
final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean later;
    private final String reason;

    private Rejection(boolean later, String reason, String text) {
        super(text, null, false, false);
        this.later = later;
        this.reason = reason;
    }

    static Rejection later(String reason, String text) {
        return new Rejection(true, reason, text);
    }

    static Rejection forGood(String reason, String text) {
        return new Rejection(false, reason, text);
    }

    Answer answer(Operation operation) {
        String text = String.valueOf(getMessage());
        return later
                ? Answer.later(operation.id(), reason, text)
                : Answer.rejected(operation.id(), reason, text);
    }
}
