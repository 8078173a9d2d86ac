package loyalty.processor.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import loyalty.engine.document.Tree;
import loyalty.processor.load.Jobs;
import loyalty.processor.packs.EnginePacks;
import loyalty.processor.packs.PackReplay;
import loyalty.processor.packs.Packs;
import loyalty.processor.reports.Stakes;
import loyalty.processor.settings.Certificate;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Programme;
import loyalty.processor.sync.Silence;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.HttpServer;
import loyalty.protocol.http.Limits;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Service;
import loyalty.protocol.http.Visitors;
import loyalty.protocol.text.JsonText;

/** A processor that listens. Closing it lets running requests end and closes the store. */
public final class ProcessorServer implements AutoCloseable {
    private static final int BODY_BYTES = 16 << 20;
    private static final int HEADER_BYTES = 16 << 10;

    private final Office office;
    private final HttpServer server;
    private final FeedWatch watch;
    private final Desks desks;
    private final Packs packs;
    private final Jobs jobs;
    private final Housekeeping housekeeping;

    private ProcessorServer(Office office) throws IOException {
        this.office = office;
        Measures measures = new Measures();
        Programme programme = new Programme(office);
        this.packs = new Packs(office, programme, new EnginePacks());
        this.desks = new Desks(office, programme, new PackReplay(packs), measures);
        this.watch = new FeedWatch(office);
        Routes routes = new Routes();
        this.jobs = new Jobs(office, desks);
        new RegisterRoutes(office, desks, packs, watch).addTo(routes);
        BackOffice back = new BackOffice(office, watch);
        new PackRoutes(back, packs).addTo(routes);
        new MemberRoutes(back, desks, jobs).addTo(routes);
        Stakes stakes = new Stakes(office, desks.registers(), packs);
        new FleetRoutes(back, desks, stakes).addTo(routes);
        new ReportRoutes(back, desks).addTo(routes);
        routes.get("/health", request -> health());
        routes.get("/ready", request -> health());
        routes.get(
                "/metrics",
                request ->
                        Answer.of(
                                200, "text/plain; version=0.0.4; charset=utf-8", measures.text()));
        Service service =
                Service.of(routes)
                        .guarded(back.guard())
                        .visited(visitors(office.settings().listen()))
                        .limited(limits(office.settings()))
                        .metered(measures);
        Optional<ProcessorSettings.Tls> tls = office.settings().tls();
        this.server =
                HttpServer.start(
                        address(office.settings().listen()),
                        tls.isPresent() ? service.over(Certificate.context(tls.get())) : service);
        watch.start();
        this.housekeeping =
                new Housekeeping(
                        jobs,
                        desks.merges(),
                        new Silence(office, desks.registers()),
                        stakes,
                        measures);
        housekeeping.start();
        jobs.resume();
    }

    /** Starts listening; the office's store is closed with the server. */
    public static ProcessorServer start(Office office) throws IOException {
        return new ProcessorServer(office);
    }

    public int port() {
        return server.port();
    }

    public Desks desks() {
        return desks;
    }

    public Packs packs() {
        return packs;
    }

    private static InetSocketAddress address(ProcessorSettings.Listen listen) {
        return new InetSocketAddress(listen.host(), listen.port());
    }

    private static Visitors visitors(ProcessorSettings.Listen listen) {
        return listen.host().equals("127.0.0.1") ? Visitors.loopback() : Visitors.anyHost();
    }

    private static Limits limits(ProcessorSettings settings) {
        ProcessorSettings.Listen listen = settings.listen();
        Limits usual = Limits.processor();
        return new Limits(
                BODY_BYTES,
                HEADER_BYTES,
                usual.requestTime(),
                usual.idle(),
                listen.workers(),
                settings.limits().queue(),
                listen.connections(),
                usual.perSecond());
    }

    private Answer health() {
        boolean store = FeedWatch.answers(office.store());
        return Answer.json(
                store ? 200 : 503,
                JsonText.write(
                        Tree.mapping()
                                .put("status", store ? "up" : "down")
                                .put("database", store ? "answers" : "does not answer")
                                .node()));
    }

    @Override
    public void close() {
        watch.close();
        housekeeping.close();
        server.close();
        jobs.close();
        desks.operations().close();
        office.store().close();
    }

    /** The generation, for logs. */
    public String generation() throws StoreException {
        return office.store().generation();
    }
}
