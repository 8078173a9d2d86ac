package loyalty.processor.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.api.BackOffice.Done;
import loyalty.processor.packs.PackTrial;
import loyalty.processor.packs.Packs;
import loyalty.processor.packs.ReadPack;
import loyalty.processor.packs.ReceiptTemplates;
import loyalty.processor.packs.Regions;
import loyalty.processor.store.StoreException;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;

/** Packs and templates: taken, tried on past sales, given to stores and regions, rolled back. */
final class PackRoutes {
    private final BackOffice back;
    private final Packs packs;
    private final Regions regions;

    PackRoutes(BackOffice back, Packs packs) {
        this.back = back;
        this.packs = packs;
        this.regions = new Regions(back.office());
    }

    void addTo(Routes routes) {
        routes.on(Verb.POST, "/v1/packs", "packs", back.act("pack taken", this::takePack));
        routes.on(Verb.GET, "/v1/packs", "packs", BackOffice.look(this::packList));
        routes.on(Verb.POST, "/v1/packs/replay", "packs", BackOffice.look(this::replay));
        routes.on(
                Verb.POST,
                "/v1/packs/{hash}/assign",
                "packs",
                back.act("pack assigned", this::assign));
        routes.on(
                Verb.POST, "/v1/packs/rollback", "packs", back.act("rolled back", this::rollBack));
        routes.on(Verb.POST, "/v1/regions/{region}", "packs", back.act("region", this::region));
        routes.on(Verb.POST, "/v1/templates/{name}", "packs", back.act("template", this::template));
    }

    private Done takePack(Request request) throws Exception {
        String text = request.text();
        boolean check = request.parameter("check").map("true"::equals).orElse(false);
        ReadPack pack = check ? packs.check(text) : packs.take(text);
        Node answer =
                Tree.mapping()
                        .put("hash", pack.hash())
                        .put("taken", !check)
                        .put("warnings", pack.warnings(), Tree::text)
                        .node();
        return new Done(pack.hash(), answer);
    }

    private Node packList(Request request) throws Exception {
        return Tree.mapping()
                .put("packs", packs.hashes(), Tree::text)
                .put(
                        "assignments",
                        packs.assignments(),
                        each ->
                                Tree.mapping()
                                        .put("store", each.store())
                                        .put("version", each.version())
                                        .put("hash", each.hash())
                                        .put("from", each.from().toString())
                                        .put("previous", each.previous())
                                        .node())
                .node();
    }

    private Done assign(Request request) throws Exception {
        Fields fields = BackOffice.fields(request);
        Set<String> stores = stores(fields);
        Instant from = fields.text("from").map(PackRoutes::time).orElse(back.office().now());
        fields.throwIfInvalid();
        packs.assign(request.place("hash"), stores, from);
        return new Done(
                request.place("hash") + " to " + stores + " from " + from, BackOffice.nothing());
    }

    private Done rollBack(Request request) throws Exception {
        Fields fields = BackOffice.fields(request);
        Set<String> stores = stores(fields);
        fields.throwIfInvalid();
        packs.rollBack(stores);
        return new Done(stores.toString(), BackOffice.nothing());
    }

    /** The stores named, those of the regions named, or all. */
    private Set<String> stores(Fields fields) throws StoreException {
        Set<String> stores = new TreeSet<>(fields.texts("stores"));
        for (String region : fields.texts("regions")) {
            Set<String> of = regions.stores(region);
            if (of.isEmpty()) {
                fields.problem("regions", "region " + region + " has no stores", "name them first");
            }
            stores.addAll(of);
        }
        return stores.isEmpty() ? Set.of(Packs.EVERYWHERE) : stores;
    }

    private Done region(Request request) throws Exception {
        Fields fields = BackOffice.fields(request);
        Set<String> stores = Set.copyOf(fields.texts("stores"));
        fields.throwIfInvalid();
        regions.keep(request.place("region"), stores);
        return new Done(
                request.place("region") + ": " + new TreeSet<>(stores), BackOffice.nothing());
    }

    /** What another pack would have made of past sales. Nothing is taken or kept. */
    private Node replay(Request request) throws Exception {
        int most = Math.max(1, Door.number(request, "most", PackTrial.USUAL, PackTrial.MOST));
        return new PackTrial(back.office(), packs).run(request.text(), most).toNode();
    }

    /** A template that does not print is refused with everything that is wrong with it. */
    private Done template(Request request) throws Exception {
        String name = request.place("name");
        List<String> wrong = new ReceiptTemplates(back.office()).publish(name, request.text());
        if (!wrong.isEmpty()) {
            throw new Refusal(
                    400, "template-broken", String.join("; ", wrong), "Mend it and send it again.");
        }
        return new Done(name, BackOffice.nothing());
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time: " + text, e);
        }
    }
}
