package loyalty.protocol.http;

/**
 * Answers one kind of request. Runs on a worker and may wait for disk or a short call; it holds its
 * worker meanwhile, so what waits for long is a {@link LaterHandler}.
 */
@FunctionalInterface
public interface Handler {
    /**
     * Answers.
     *
     * @throws Refusal what the caller did wrong, or what cannot be done now
     * @throws Exception anything else is our fault: told as 500 and logged
     */
    Answer answer(Request request) throws Exception;
}
