package loyalty.engine.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A document that cannot be used, with everything that is wrong with it. Its author must mend it.
 */
public final class InvalidDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidDocumentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a document without problems is not invalid");
        }
        this.problems = List.copyOf(problems);
    }

    public InvalidDocumentException(Problem problem) {
        this(List.of(problem));
    }

    /** In the order of the document; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
