package loyalty.receipt.page;

/**
 * Something wrong in a receipt's markup or template, and where.
 *
 * @param line from 1; 0 if the whole document is meant
 * @param column the letter in that line, from 1; 0 if the whole line is meant
 * @param message what is wrong and what to do about it, one sentence for the template's author
 */
public record Problem(int line, int column, String message) {
    public Problem {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("no such place: " + line + ":" + column);
        }
    }

    /** As compilers say it: {@code 3:14: message}. */
    @Override
    public String toString() {
        return line + ":" + column + ": " + message;
    }
}
