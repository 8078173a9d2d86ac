package loyalty.terminal.api;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import loyalty.drivers.printer.PrintJob;
import loyalty.engine.document.Tree;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import loyalty.terminal.checkout.Paper;
import loyalty.terminal.print.PrintDesk;

/** Printing by its own: a page in receipt markup, a raw job, the drawer. */
final class DeviceCalls {
    private static final int USUAL_COLUMNS = 48;

    private final Paper paper;

    DeviceCalls(Paper paper) {
        this.paper = paper;
    }

    void addTo(Routes routes) {
        String device = "/v1/devices/{name}";
        routes.on(Verb.POST, device + "/print", Scope.PRINT.word(), Call.of(this::print));
        routes.on(Verb.POST, device + "/drawer", Scope.DRAWER.word(), Call.of(this::drawer));
    }

    /** {@code application/octet-stream} goes to the printer as it is; anything else is markup. */
    private Answer print(Request request) throws Exception {
        PrintDesk desk = desk(request);
        String printer = request.place("name");
        String job = "job:" + Call.key(request);
        if (request.body().length == 0) {
            String hint = "Send receipt markup, or bytes as application/octet-stream.";
            throw new Refusal(400, "nothing-to-print", "The body is empty.", hint);
        }
        String type = request.header("content-type").orElse("text/plain").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/octet-stream") || type.contains("escpos")) {
            desk.raw(printer, job, request.body());
        } else {
            int columns = desk.columns(printer).orElse(USUAL_COLUMNS);
            Page page = ReceiptLine.lay(request.text(), columns);
            desk.print(printer, job, PrintJob.Kind.REPORT, "page", page);
        }
        return queued(job);
    }

    /** One pulse, now or never; the same key is the same pulse. */
    private Answer drawer(Request request) throws Exception {
        PrintDesk desk = desk(request);
        String job = "drawer:" + Call.key(request);
        desk.drawer(request.place("name"), job);
        return queued(job);
    }

    private PrintDesk desk(Request request) throws Refusal {
        String name = request.place("name");
        List<String> there = paper.printers().map(PrintDesk::names).orElse(List.of());
        if (!there.contains(name)) {
            String known = there.isEmpty() ? "none" : String.join(", ", there);
            throw new Refusal(
                    404,
                    "unknown-device",
                    "There is no printer \"" + name + "\"; there are: " + known + ".",
                    "Printers are named in agent.yaml.");
        }
        return paper.printers().orElseThrow();
    }

    private Answer queued(String job) throws IOException {
        Tree tree = Tree.mapping().put("job", job).put("state", paper.state(job));
        return Answer.json(202, tree.node());
    }
}
