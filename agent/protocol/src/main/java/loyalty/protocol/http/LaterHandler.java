package loyalty.protocol.http;

import java.util.concurrent.CompletionStage;

/**
 * Answers when there is something to answer, as a long poll does. It is called on a worker and
 * gives the worker back at once; the stage may be completed on any thread, also with a {@link
 * Refusal}.
 */
@FunctionalInterface
public interface LaterHandler {
    /** Begins; see {@link Handler#answer} for what may be thrown. */
    CompletionStage<Answer> begin(Request request) throws Exception;
}
