package loyalty.engine.document;

/**
 * One thing wrong with a document.
 *
 * @param at where it stands; {@link Position#NONE} if the document was not read from text
 * @param path the way to it from the root, as {@code promotions[3].reward.nForM.m}; empty for the
 *     root
 * @param message what is wrong, as a sentence
 * @param hint what to write instead; empty if there is nothing useful to say
 */
public record Problem(Position at, String path, String message, String hint) {
    public static Problem of(Node node, String path, String message, String hint) {
        return new Problem(node.at(), path, message, hint);
    }

    /** One line for a person: place, path, message and hint. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        if (!at.toString().isEmpty()) {
            line.append(at).append(": ");
        }
        if (!path.isEmpty()) {
            line.append(path).append(": ");
        }
        line.append(message);
        if (!hint.isEmpty()) {
            line.append(" (").append(hint).append(')');
        }
        return line.toString();
    }
}
