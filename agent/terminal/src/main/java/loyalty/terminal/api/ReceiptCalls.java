package loyalty.terminal.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loyalty.engine.document.Tree;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.PngPaper;
import loyalty.receipt.paper.SvgPaper;
import loyalty.receipt.paper.TextPaper;
import loyalty.terminal.checkout.Checkout;

/** The receipt of a sale in every form there is. */
final class ReceiptCalls {
    private static final Map<String, String> FORMS =
            Map.of(
                    "text/plain", "text",
                    "text/*", "text",
                    "*/*", "text",
                    "image/svg+xml", "svg",
                    "image/*", "svg",
                    "image/png", "png",
                    "application/vnd.escpos", "escpos",
                    "application/octet-stream", "escpos",
                    "application/json", "lines");

    private final Checkout checkout;

    ReceiptCalls(Checkout checkout) {
        this.checkout = checkout;
    }

    void addTo(Routes routes) {
        routes.on(Verb.GET, "/v1/sales/{id}/receipt", Scope.SELL.word(), Call.of(this::receipt));
    }

    private Answer receipt(Request request) throws Exception {
        String form = request.parameter("format").orElseGet(() -> accepted(request));
        String id = request.place("id");
        return switch (form) {
            case "text" -> Answer.text(200, TextPaper.of(checkout.receipt(id)));
            case "svg" -> Answer.of(200, "image/svg+xml", svg(checkout.receipt(id)));
            case "png" -> Answer.of(200, "image/png", PngPaper.of(checkout.receipt(id)));
            case "escpos" -> Answer.of(200, "application/vnd.escpos", bytes(id));
            case "lines" -> lines(checkout.receipt(id));
            default ->
                    throw new Refusal(
                            406,
                            "no-such-form",
                            "A receipt comes as text, svg, png, escpos or lines, not as \""
                                    + form
                                    + "\".",
                            "Send an Accept header, or ?format=text");
        };
    }

    /** The first type of the Accept header that there is. */
    private static String accepted(Request request) {
        String accept = request.header("accept").orElse("*/*");
        for (String part : accept.split(",", -1)) {
            String form = FORMS.get(part.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
            if (form != null) {
                return form;
            }
        }
        return accept;
    }

    private static byte[] svg(Page page) {
        return SvgPaper.of(page).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(String id) throws Exception {
        return checkout.receiptBytes(id)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        503,
                                        "no-printer",
                                        "Without a printer it is not known whose bytes to make.",
                                        "Name a printer in agent.yaml, or ask for another form."));
    }

    /** Plain lines for a till to put on its own fiscal receipt. */
    private static Answer lines(Page page) {
        List<String> lines = TextPaper.of(page).lines().toList();
        Tree tree = Tree.mapping().put("columns", page.columns()).put("lines", lines, Tree::text);
        return Answer.json(200, tree.node());
    }
}
