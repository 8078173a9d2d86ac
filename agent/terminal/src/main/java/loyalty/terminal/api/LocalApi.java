package loyalty.terminal.api;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.document.Tree;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Service;
import loyalty.protocol.http.Verb;
import loyalty.protocol.http.Visitors;
import loyalty.terminal.checkout.Checkout;
import loyalty.terminal.checkout.Paper;
import loyalty.terminal.checkout.Programme;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sync.Sync;

/** The local API put together: what is answered, to whom, and how it is counted. */
public final class LocalApi {
    private final Measures measures = new Measures();
    private final Routes routes = new Routes();
    private final Access access;
    private final Status status;

    /**
     * @param printByDefault whether a confirmed sale is printed when the caller does not say
     */
    public LocalApi(
            Access access,
            Cashiers cashiers,
            Events events,
            Status status,
            Checkout checkout,
            Paper paper,
            Till till,
            Programme programme,
            Optional<Sync> sync,
            boolean printByDefault) {
        this.access = access;
        this.status = status;
        new Pages(access).addTo(routes);
        routes.get("/health", r -> Answer.json(200, Tree.mapping().put("status", "up").node()));
        routes.get("/ready", this::ready);
        routes.get("/metrics", r -> Metrics.text(measures, status.figures()));
        String scope = Scope.STATUS.word();
        routes.on(Verb.GET, "/v1/status", scope, Call.of(r -> Answer.json(200, status.toNode())));
        routes.socket("/v1/events", Scope.EVENTS.word(), events);
        new SaleCalls(checkout, access, cashiers, events, printByDefault).addTo(routes);
        new ReceiptCalls(checkout).addTo(routes);
        new PreviewCalls(paper::templates).addTo(routes);
        new DeviceCalls(paper).addTo(routes);
        new AdminCalls(till, sync).addTo(routes);
        new ShiftCalls(till, programme, paper).addTo(routes);
    }

    /** What the server is to serve. */
    public Service service(Set<String> moreHosts, Set<String> origins) {
        Set<String> hosts = new HashSet<>(Visitors.loopback().hosts());
        hosts.addAll(moreHosts);
        return Service.of(routes)
                .guarded(access)
                .visited(new Visitors(hosts, origins))
                .metered(measures);
    }

    /** Every call there is. */
    Routes routes() {
        return routes;
    }

    private Answer ready(Request request) throws Refusal {
        try {
            return Answer.json(200, status.ready());
        } catch (IOException e) {
            throw new Refusal(503, "not-ready", String.valueOf(e.getMessage()));
        }
    }
}
