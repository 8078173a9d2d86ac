package loyalty.terminal.sync;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.text.JsonText;

/** Turns whatever went wrong into the one exception of this package. */
final class Problems {
    private Problems() {}

    /** An answer whose status is not a success: {@code application/problem+json}, or anything. */
    static ProcessorException of(String path, Transport.Reply reply) {
        String code = "";
        String said = "";
        try {
            Fields fields = Fields.of(JsonText.read(reply.body(), path), new ArrayList<>());
            String word = fields.text("code").orElse("");
            code = word.toUpperCase(Locale.ROOT).replace('-', '_');
            said = fields.text("detail").or(() -> fields.text("title")).orElse("");
        } catch (InvalidDocumentException e) {
            said = shortened(new String(reply.body(), StandardCharsets.UTF_8));
        }
        String sentence = path + " was answered " + reply.status() + " " + code + " " + said;
        return new ProcessorException(fault(reply.status(), code), code, sentence.strip());
    }

    private static ProcessorFault fault(int status, String code) {
        return switch (code) {
            case "MEMBER_UNKNOWN" -> ProcessorFault.MEMBER_UNKNOWN;
            case "CURSOR_GONE" -> ProcessorFault.CURSOR_GONE;
            default -> fault(status);
        };
    }

    private static ProcessorFault fault(int status) {
        return switch (status) {
            case 401, 403 -> ProcessorFault.NOT_ENROLLED;
            case 410 -> ProcessorFault.CURSOR_GONE;
            case 408, 429, 502, 503, 504 -> ProcessorFault.BUSY;
            default -> status >= 500 ? ProcessorFault.BROKEN : ProcessorFault.REFUSED;
        };
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    /** What is inside the wrappings that futures put around a failure. */
    static ProcessorException of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProcessorException known) {
            return known;
        }
        if (cause instanceof TimeoutException) {
            return new ProcessorException(
                    ProcessorFault.TIMED_OUT, "the processor did not answer in time", cause);
        }
        if (cause instanceof CallNotPermittedException) {
            return new ProcessorException(
                    ProcessorFault.NOT_ASKED,
                    "the processor failed lately and is left alone for a moment",
                    cause);
        }
        if (cause instanceof BulkheadFullException) {
            return new ProcessorException(
                    ProcessorFault.NOT_ASKED, "too many calls are under way", cause);
        }
        return new ProcessorException(
                ProcessorFault.UNREACHABLE, String.valueOf(cause.getMessage()), cause);
    }
}
