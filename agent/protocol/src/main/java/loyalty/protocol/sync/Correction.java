package loyalty.protocol.sync;

import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * A difference between what the paper promised and what was booked. It is shown, not applied: the
 * register's state comes only as whole members.
 *
 * @param code one of {@link Code}
 * @param lot the lot concerned; empty if it is about the whole
 * @param promised points on paper
 * @param booked points in the books; the customer keeps what the paper promised, so a higher
 *     promise was covered by the programme
 */
public record Correction(String code, String lot, long promised, long booked, String text) {
    /** Known codes, strongest first. */
    public static final class Code {
        public static final String TAMPERING = "TAMPERING";
        public static final String LATE_CONFIRM = "LATE_CONFIRM";
        public static final String COVERED = "COVERED";
        public static final String OVER_RETURNED = "OVER_RETURNED";
        public static final String UNITS_MOVED = "UNITS_MOVED";
        public static final String GRANTED_BEFORE = "GRANTED_BEFORE";
        public static final String CODE_USED = "CODE_USED";
        public static final String LIMIT_REACHED = "LIMIT_REACHED";
        public static final String SHORTFALL = "SHORTFALL";
        public static final String WITHDRAWN_PACK = "WITHDRAWN_PACK";
        public static final String STALE_PACK = "STALE_PACK";
        public static final String STALE_BALANCE = "STALE_BALANCE";
        public static final String STALE_SEGMENT = "STALE_SEGMENT";
        public static final String CLOCK = "CLOCK";
        public static final String ENGINE = "ENGINE";
        public static final String ENROLLED_BEFORE = "ENROLLED_BEFORE";

        private Code() {}
    }

    public static Correction of(String code, String text) {
        return new Correction(code, "", 0, 0, text);
    }

    /** Whether the programme paid what was promised beyond what the member had. */
    public boolean covered() {
        return code.equals(Code.COVERED) || code.equals(Code.LATE_CONFIRM);
    }

    public static Correction read(Fields fields) {
        return new Correction(
                fields.requiredText("code"),
                fields.text("lot").orElse(""),
                fields.whole("promised", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                fields.whole("booked", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                fields.text("text").orElse(""));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("code", code)
                .put("lot", lot)
                .put("promised", promised)
                .put("booked", booked)
                .put("text", text)
                .node();
    }
}
