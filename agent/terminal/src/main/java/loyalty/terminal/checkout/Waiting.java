package loyalty.terminal.checkout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loyalty.terminal.commit.Till;
import loyalty.terminal.commit.TillWork;

/** Waits for the till, but not for ever. */
final class Waiting {
    private static final Duration TILL = Duration.ofSeconds(10);

    private Waiting() {}

    /**
     * What the till answers.
     *
     * @throws NotPossible if it has too much to do
     * @throws IOException if the disk failed it
     */
    static <T> T till(Till till, TillWork<T> work) throws NotPossible, IOException {
        return of(till.ask(work), TILL);
    }

    static <T> T of(CompletableFuture<T> answer, Duration limit) throws NotPossible, IOException {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static IOException unwrapped(Exception failure) throws NotPossible {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RejectedExecutionException) {
            throw busy();
        }
        if (cause instanceof NotPossible notPossible) {
            throw notPossible;
        }
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    private static NotPossible busy() {
        return new NotPossible(
                NotPossible.Kind.BUSY,
                "busy",
                "The register has too much to do right now.",
                "Try again in a second.");
    }
}
