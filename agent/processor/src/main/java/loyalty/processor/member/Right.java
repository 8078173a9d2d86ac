package loyalty.processor.member;

/**
 * What one incarnation of a register may spend of one lot, as totals that only grow. Owned by its
 * {@link Lot}, which keeps the sums of the lot in step.
 */
final class Right {
    long granted;
    long in;
    long spent;
    long returned;
    long out;
    long released;

    /** The processor wishes it back; told to the register until nothing remains. */
    boolean recalled;

    long remaining() {
        return granted + in - spent - returned - out - released;
    }

    void check(String lot) {
        if (granted < 0
                || in < 0
                || spent < 0
                || returned < 0
                || out < 0
                || released < 0
                || remaining() < 0) {
            throw new IllegalStateException("lot " + lot + ": a right below zero: " + this);
        }
    }

    @Override
    public String toString() {
        return ("granted " + granted + ", in " + in + ", spent " + spent)
                + (", returned " + returned + ", out " + out + ", released " + released);
    }
}
