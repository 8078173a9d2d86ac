package loyalty.terminal.sale;

import java.util.Optional;

/** What came of a change. All of these are normal days at the till. */
public sealed interface Outcome {
    /** Done now, or done already by an earlier try: the sale as it stands. */
    record Done(Sale sale) implements Outcome {}

    /** The same request came before. The answer is empty if a crash came before it was kept. */
    record Repeated(Optional<Sale> sale, Optional<KeptAnswer> answer) implements Outcome {}

    /** A return, an enrolment or a grant is written; {@code operation} is its id. */
    record Recorded(String operation) implements Outcome {}

    /** Nothing was written. {@code other} names the sale or return that stands in the way. */
    record Refused(Refusal reason, String sentence, Optional<String> other) implements Outcome {
        public static Refused because(Refusal reason, String sentence) {
            return new Refused(reason, sentence, Optional.empty());
        }
    }
}
