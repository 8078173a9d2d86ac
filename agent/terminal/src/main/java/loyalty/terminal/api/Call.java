package loyalty.terminal.api;

import java.io.IOException;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Handler;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.terminal.checkout.Asked;
import loyalty.terminal.checkout.NotPossible;
import loyalty.terminal.database.StorageException;

/** One call of the API; what goes wrong in it becomes a problem document. */
@FunctionalInterface
interface Call {
    Answer answer(Request request) throws Exception;

    /** The call as the server wants it. */
    static Handler of(Call call) {
        return request -> {
            try {
                return call.answer(request);
            } catch (NotPossible e) {
                throw refusal(e);
            } catch (InvalidDocumentException e) {
                throw Refusal.document(e);
            } catch (StorageException e) {
                String code = "storage-" + e.fault().name().toLowerCase(java.util.Locale.ROOT);
                throw new Refusal(503, code.replace('_', '-'), String.valueOf(e.getMessage()));
            }
        };
    }

    private static Refusal refusal(NotPossible e) {
        int status =
                switch (e.kind()) {
                    case INVALID -> 422;
                    case UNKNOWN -> 404;
                    case FORBIDDEN -> 403;
                    case CONFLICT -> 409;
                    case BUSY, UNAVAILABLE -> 503;
                };
        return new Refusal(status, e.code(), e.sentence(), e.hint());
    }

    /** A change, with the key under which it is done once. */
    static Asked asked(Request request, Access access) throws Refusal, IOException {
        String key = key(request);
        try {
            return new Asked(access.name(request), request.path(), key, request.json());
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "invalid-idempotency-key", String.valueOf(e.getMessage()));
        }
    }

    static String key(Request request) throws Refusal {
        return request.header("idempotency-key")
                .orElseThrow(
                        () ->
                                new Refusal(
                                        400,
                                        "idempotency-key-needed",
                                        "A change needs an Idempotency-Key header.",
                                        "Make a fresh UUID for each change and send the same one"
                                                + " again when an answer was lost."));
    }
}
