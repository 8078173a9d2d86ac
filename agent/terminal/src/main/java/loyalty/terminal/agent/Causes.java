package loyalty.terminal.agent;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Finds the sentence inside what futures wrap around a failure. */
public final class Causes {
    private Causes() {}

    public static String sentence(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
