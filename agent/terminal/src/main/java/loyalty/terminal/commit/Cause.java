package loyalty.terminal.commit;

/** Why a register stands on its step; each has a word in status, at the cashier and on paper. */
public enum Cause {
    NONE("none"),
    /** The processor does not answer; redeeming goes on within limits. */
    NO_ANSWER("noAnswer"),
    /** The programme allows no redemption without the processor. */
    EARNING_ONLY("earningOnly"),
    TERM_OVER("termOver"),
    CLOCK_DOUBTFUL("clockDoubtful"),
    /** Too many redemptions in a row without the processor. */
    TOO_MANY("tooMany"),
    /** What is known of the member is too old. */
    TOO_OLD("tooOld"),
    NO_PACK("noPack"),
    /** Nothing can be recorded. */
    NO_ROOM("noRoom");

    private final String word;

    Cause(String word) {
        this.word = word;
    }

    /** As in status, in quotes and in templates. */
    public String word() {
        return word;
    }
}
