package loyalty.engine.document;

/** Where a node stood in its file. Line and column count from 1; 0 means "not from a file". */
public record Position(String file, int line, int column) {
    /** The place of a node that was made by the program. */
    public static final Position NONE = new Position("", 0, 0);

    public Position {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column are not negative: " + line);
        }
    }

    /** {@code pack.yaml:12:3}, {@code line 12, column 3}, or nothing if the place is unknown. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return file.isEmpty()
                ? "line " + line + ", column " + column
                : file + ":" + line + ":" + column;
    }
}
