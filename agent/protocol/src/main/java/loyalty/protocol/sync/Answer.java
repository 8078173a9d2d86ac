package loyalty.protocol.sync;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * What became of one operation. Everything but {@code LATER} closes it at the register.
 *
 * @param reason why it was rejected or must wait, or the strongest correction's code; empty if
 *     there is nothing to say
 * @param text a sentence for a person; empty if there is nothing to say
 * @param redirect the member that the named one was merged into
 * @param version the member's version once this is in it; the operation leaves the register's
 *     display when its cache has that. 0 if no member was touched
 * @param first with {@code KNOWN}, the answer given the first time
 */
public record Answer(
        UUID operation,
        Outcome outcome,
        String reason,
        String text,
        Optional<String> redirect,
        long version,
        List<Correction> corrections,
        Optional<Answer> first) {

    /** The five answers. */
    public enum Outcome {
        ACCEPTED,
        CORRECTED,
        KNOWN,
        REJECTED,
        LATER;

        static final Map<String, Outcome> WORDS = Wire.words(values(), Outcome::word);

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reasons of {@code REJECTED} and {@code LATER}; others may come, they are only text. */
    public static final class Reason {
        /** Rejected: the id is known with another content. */
        public static final String ID_REUSED = "ID_REUSED";

        /** Rejected: the body cannot be read, the text says where. */
        public static final String MALFORMED = "MALFORMED";

        /** Rejected: its numbers contradict each other. */
        public static final String INVARIANT = "INVARIANT";

        /** Rejected: the operation it replaces was applied, or was replaced already. */
        public static final String REPLACED_ALREADY = "REPLACED_ALREADY";

        /** Rejected: the member asked to be erased. */
        public static final String MEMBER_ERASED = "MEMBER_ERASED";

        /** Rejected: a person reviewed the operation of a revoked register and refused it. */
        public static final String REFUSED_IN_REVIEW = "REFUSED_IN_REVIEW";

        /** Later: the pack named is not here; upload it ({@code PUT /v1/packs/HASH}). */
        public static final String UNKNOWN_PACK = "UNKNOWN_PACK";

        /** Later: a receipt is signed by a register that is not enrolled yet. */
        public static final String UNKNOWN_KEY = "UNKNOWN_KEY";

        /** Later: no such member yet; the operation that enrols it has not come. */
        public static final String UNKNOWN_MEMBER = "UNKNOWN_MEMBER";

        /** Later: a lot it names has not arrived at this member. */
        public static final String UNKNOWN_LOT = "UNKNOWN_LOT";

        /** Later: an earlier operation of this register on this member waits. */
        public static final String EARLIER_WAITS = "EARLIER_WAITS";

        /** Later: the register is revoked and a person must look. */
        public static final String IN_REVIEW = "IN_REVIEW";

        /** Later: this operation alone makes the processor fail; it is set aside and reported. */
        public static final String SET_ASIDE = "SET_ASIDE";

        private Reason() {}
    }

    public Answer {
        corrections = List.copyOf(corrections);
        if (first.isPresent() != (outcome == Outcome.KNOWN)) {
            throw new IllegalArgumentException("the first answer goes with known, not " + outcome);
        }
    }

    public static Answer accepted(UUID operation, long version) {
        return new Answer(
                operation, Outcome.ACCEPTED, "", "", Optional.empty(), version, List.of(), none());
    }

    /** Accepted with corrections; with none it is simply accepted. */
    public static Answer corrected(UUID operation, long version, List<Correction> corrections) {
        if (corrections.isEmpty()) {
            return accepted(operation, version);
        }
        Correction strongest = corrections.get(0);
        return new Answer(
                operation,
                Outcome.CORRECTED,
                strongest.code(),
                strongest.text(),
                Optional.empty(),
                version,
                corrections,
                none());
    }

    public static Answer rejected(UUID operation, String reason, String text) {
        return new Answer(
                operation, Outcome.REJECTED, reason, text, Optional.empty(), 0, List.of(), none());
    }

    public static Answer later(UUID operation, String reason, String text) {
        return new Answer(
                operation, Outcome.LATER, reason, text, Optional.empty(), 0, List.of(), none());
    }

    public static Answer known(Answer first) {
        return new Answer(
                first.operation,
                Outcome.KNOWN,
                first.reason,
                first.text,
                first.redirect,
                first.version,
                first.corrections,
                Optional.of(first));
    }

    public Answer redirectedTo(String survivor) {
        return new Answer(
                operation,
                outcome,
                reason,
                text,
                Optional.of(survivor),
                version,
                corrections,
                first);
    }

    /** True if the register may close its entry. */
    public boolean closes() {
        return outcome != Outcome.LATER;
    }

    public static Answer read(Fields fields) {
        return new Answer(
                Wire.id(fields, "operation"),
                Wire.word(fields, "outcome", Outcome.LATER, Outcome.WORDS),
                fields.text("reason").orElse(""),
                fields.text("text").orElse(""),
                fields.text("redirect"),
                Wire.count(fields, "version", 0),
                fields.each("corrections", Correction::read),
                fields.mapping("first").map(Answer::read));
    }

    public Node.Mapping toNode() {
        Tree tree =
                Tree.mapping()
                        .put("operation", operation.toString())
                        .put("outcome", outcome.word())
                        .put("reason", reason)
                        .put("text", text)
                        .putText("redirect", redirect)
                        .put("version", version);
        if (!corrections.isEmpty()) {
            tree.put("corrections", corrections, Correction::toNode);
        }
        first.ifPresent(answer -> tree.put("first", answer.toNode()));
        return tree.node();
    }

    private static Optional<Answer> none() {
        return Optional.empty();
    }
}
