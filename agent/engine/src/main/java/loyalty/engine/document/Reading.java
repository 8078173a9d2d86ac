package loyalty.engine.document;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a document: a value, or everything that is wrong with it; and warnings in
 * both cases.
 */
public record Reading<T>(Optional<T> value, List<Problem> problems, List<Problem> warnings) {
    public Reading {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        if (value.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("either a value or problems: " + problems);
        }
    }

    public static <T> Reading<T> of(T value, List<Problem> problems, List<Problem> warnings) {
        return new Reading<>(
                problems.isEmpty() ? Optional.of(value) : Optional.empty(), problems, warnings);
    }

    public static <T> Reading<T> of(T value, List<Problem> problems) {
        return of(value, problems, List.of());
    }

    public T orThrow() throws InvalidDocumentException {
        if (value.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        return value.get();
    }
}
