package loyalty.drivers.profile;

/**
 * One mistake in a profile.
 *
 * @param line from 1; 0 where the whole file is meant
 * @param path keys from the top, such as {@code cutter.kind}; empty for the whole file
 * @param hint what to do
 */
public record ProfileProblem(String file, int line, String path, String message, String hint) {
    @Override
    public String toString() {
        return file
                + (line == 0 ? "" : ":" + line)
                + ": "
                + (path.isEmpty() ? "" : path + ": ")
                + message
                + (hint.isEmpty() ? "" : "; " + hint);
    }
}
