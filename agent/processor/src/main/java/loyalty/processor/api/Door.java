package loyalty.processor.api;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.StoreException.Fault;
import loyalty.processor.sync.Caller;
import loyalty.processor.sync.CursorGone;
import loyalty.processor.sync.Registers;
import loyalty.processor.sync.Unauthorized;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Handler;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.SignedRequest;
import loyalty.protocol.text.JsonText;

/** Lets registers in by their signatures, and turns what goes wrong into problem answers. */
final class Door {
    private final Registers registers;
    private final Pace pace;

    /** What is done for a register. */
    @FunctionalInterface
    interface ForRegister {
        Node answer(Caller caller, Request request) throws Exception;
    }

    /** What may go wrong in a known way. */
    @FunctionalInterface
    interface Guarded<T> {
        T run() throws Exception;
    }

    Door(Registers registers, Pace pace) {
        this.registers = registers;
        this.pace = pace;
    }

    /** A handler for signed requests. */
    Handler register(ForRegister work) {
        return request ->
                told(() -> Answer.json(200, JsonText.write(work.answer(caller(request), request))));
    }

    /** Runs and translates: the world's failures and callers' mistakes to their statuses. */
    static <T> T told(Guarded<T> work) throws Exception {
        try {
            return work.run();
        } catch (Unauthorized e) {
            throw new Refusal(401, "unauthorized", String.valueOf(e.getMessage()));
        } catch (InvalidDocumentException e) {
            throw new Refusal(400, "invalid-document", String.valueOf(e.getMessage()));
        } catch (CursorGone e) {
            throw new Refusal(
                    410, "cursor-gone", String.valueOf(e.getMessage()), "GET /v1/snapshot");
        } catch (StoreException e) {
            throw store(e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof StoreException cause) {
                throw store(cause);
            }
            throw e;
        }
    }

    private static Refusal store(StoreException e) {
        boolean broken = e.fault() == Fault.BROKEN;
        return new Refusal(
                        503,
                        broken ? "storage-broken" : "storage-unreachable",
                        "The processor's database cannot be used just now.",
                        broken ? "Look at the processor's log." : "Try again in a moment.")
                .header("retry-after", "2");
    }

    /** The register that signed the request. */
    Caller caller(Request request) throws Refusal, StoreException, Unauthorized {
        String register = header(request, SignedRequest.REGISTER);
        String signature = header(request, SignedRequest.SIGNATURE);
        long incarnation = number(header(request, SignedRequest.INCARNATION));
        SignedRequest signed =
                new SignedRequest(
                        request.verb().name(),
                        request.path(),
                        query(request),
                        new Holder(register, incarnation),
                        CanonicalForm.hash(request.body()));
        Caller caller = registers.caller(signed, signature);
        pace.take("register " + register);
        return caller;
    }

    private static String header(Request request, String name) throws Unauthorized {
        return request.header(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Unauthorized("header " + name + " is missing"));
    }

    private static long number(String text) throws Unauthorized {
        try {
            long number = Long.parseLong(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Unauthorized(SignedRequest.INCARNATION + " must be a whole number from 1");
    }

    /** What is signed is each parameter once; a second value would stand beside the signature. */
    private static Map<String, String> query(Request request) throws Unauthorized {
        Map<String, String> query = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> entry : request.query().entrySet()) {
            if (entry.getValue().size() > 1) {
                throw new Unauthorized("parameter " + entry.getKey() + " is given twice");
            }
            query.put(entry.getKey(), entry.getValue().get(0));
        }
        return query;
    }

    /** What a register's program wrote. */
    static Node bare(Request request) throws InvalidDocumentException {
        return JsonText.bare(request.body());
    }

    /** What a person may have written: mistakes are told with line and column. */
    static Node json(Request request) throws InvalidDocumentException {
        return JsonText.read(request.body(), "request");
    }

    /** A whole number in the query, within bounds. */
    static int number(Request request, String name, int otherwise, int most) throws Refusal {
        Optional<String> text = request.parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Math.max(0, Math.min(most, Integer.parseInt(text.get())));
        } catch (NumberFormatException e) {
            throw Refusal.field(name, name + " must be a whole number", "");
        }
    }
}
