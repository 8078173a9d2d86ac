package loyalty.drivers.encode;

/**
 * A letter that the printer could not print as it was written.
 *
 * @param row of the page, from 0
 * @param letter what was asked for
 * @param by what stands in its place; empty if the whole line became a picture
 */
public record Replacement(int row, String letter, String by) {
    public boolean drawn() {
        return by.isEmpty();
    }

    @Override
    public String toString() {
        return "row " + row + ": " + letter + (drawn() ? " drawn" : " as " + by);
    }
}
