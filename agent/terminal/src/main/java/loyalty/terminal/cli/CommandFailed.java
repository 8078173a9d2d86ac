package loyalty.terminal.cli;

/** A command could not do its work; the sentence says why and what to do. */
final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailed(String sentence) {
        super(sentence);
    }
}
