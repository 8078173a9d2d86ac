package loyalty.processor.api;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.reports.Page;
import loyalty.processor.reports.Report;
import loyalty.processor.store.Store.Grouping;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.protocol.text.JsonText;

/** Figures as JSON, CSV and a page; and who did what. */
final class ReportRoutes {
    private static final int AUDIT_MOST = 1_000;

    private final BackOffice back;
    private final Desks desks;

    ReportRoutes(BackOffice back, Desks desks) {
        this.back = back;
        this.desks = desks;
    }

    void addTo(Routes routes) {
        routes.on(Verb.GET, "/v1/audit", "audit", BackOffice.look(this::audit));
        routes.on(Verb.GET, "/v1/reports/page", "reports", r -> Door.told(() -> page(r)));
        routes.on(Verb.GET, "/v1/reports/{by}", "reports", r -> Door.told(() -> report(r)));
    }

    private Node audit(Request request) throws Exception {
        int limit = Math.max(1, Door.number(request, "limit", 100, AUDIT_MOST));
        return Tree.mapping()
                .put(
                        "entries",
                        back.office().store().audit(limit),
                        entry ->
                                Tree.mapping()
                                        .put("at", entry.at())
                                        .put("actor", entry.actor())
                                        .put("act", entry.act())
                                        .put("detail", entry.detail())
                                        .node())
                .node();
    }

    private Answer report(Request request) throws Exception {
        Optional<Grouping> by =
                Arrays.stream(Grouping.values())
                        .filter(each -> each.name().equalsIgnoreCase(request.place("by")))
                        .findFirst();
        Report report =
                report(
                        by.orElseThrow(
                                () ->
                                        Refusal.missing(
                                                "report-unknown",
                                                "There are: programme, day, store, cashier,"
                                                        + " promotion.")),
                        request);
        return request.parameter("format").map("csv"::equals).orElse(false)
                ? Answer.of(
                        200,
                        "text/csv; charset=utf-8",
                        report.csv().getBytes(StandardCharsets.UTF_8))
                : Answer.json(200, JsonText.write(report.toNode()));
    }

    private Report report(Grouping by, Request request) throws Exception {
        LocalDate to = day(request, "to").orElse(today());
        LocalDate from = day(request, "from").orElse(to.minusDays(29));
        return new Report(
                by,
                from.toString(),
                to.toString(),
                back.office().store().sums(by, from.toString(), to.toString()),
                desks.programme().amounts());
    }

    private static Optional<LocalDate> day(Request request, String name) throws Refusal {
        try {
            return request.parameter(name).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw Refusal.field(name, name + " must be a day", "write 2026-11-25");
        }
    }

    /** Business days are the programme's, so is today. */
    private LocalDate today() throws StoreException {
        ZoneId zone =
                desks.programme()
                        .facts()
                        .map(facts -> ZoneId.of(facts.zone()))
                        .orElse(ZoneOffset.UTC);
        return LocalDate.ofInstant(back.office().now(), zone);
    }

    private Answer page(Request request) throws Exception {
        Map<Grouping, Report> reports = new EnumMap<>(Grouping.class);
        for (Grouping by : Grouping.values()) {
            reports.put(by, report(by, request));
        }
        String html = new Page(desks.programme().amounts()).html(reports);
        return Answer.of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
    }
}
