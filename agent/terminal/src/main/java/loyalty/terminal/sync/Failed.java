package loyalty.terminal.sync;

import java.util.concurrent.CompletionException;

/** Carries a {@link ProcessorException} out of a stage of a future. */
final class Failed extends CompletionException {
    private static final long serialVersionUID = 1L;

    Failed(ProcessorException cause) {
        super(cause);
    }
}
