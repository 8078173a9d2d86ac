package loyalty.terminal.sync;

/** How the processor can fail a register. */
public enum ProcessorFault {
    /** No connection, or it broke before the answer. */
    UNREACHABLE,
    /** No answer in time. */
    TIMED_OUT,
    /** It says "not now": overloaded, or restarting. */
    BUSY,
    /** It broke on this very request; a smaller one may do. */
    BROKEN,
    /** The breaker is open: not asked at all. */
    NOT_ASKED,
    /** It does not know this register or its signature. */
    NOT_ENROLLED,
    /** The cursor or page is of another generation, or too old. */
    CURSOR_GONE,
    /** No such member. */
    MEMBER_UNKNOWN,
    /** It refuses this request as such; repeating does not help. */
    REFUSED,
    /** What came is not an answer of a processor. */
    GARBLED;

    /** Whether the processor as a whole failed, rather than this one question. */
    public boolean isOutage() {
        return this == UNREACHABLE || this == TIMED_OUT || this == BUSY || this == GARBLED;
    }
}
