package loyalty.processor.api;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.api.BackOffice.Done;
import loyalty.processor.reports.Stakes;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.RegisterFile;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.text.JsonText;

/** The chain's registers: codes, revoking, death and release, reviews of batches. */
final class FleetRoutes {
    private static final int REVIEWS_MOST = 100;

    private final BackOffice back;
    private final Desks desks;
    private final Stakes stakes;

    FleetRoutes(BackOffice back, Desks desks, Stakes stakes) {
        this.back = back;
        this.desks = desks;
        this.stakes = stakes;
    }

    void addTo(Routes routes) {
        routes.on(Verb.POST, "/v1/registers/codes", "registers", back.act("code made", this::code));
        routes.on(Verb.GET, "/v1/registers", "registers", BackOffice.look(this::registerList));
        routes.on(Verb.GET, "/v1/stores", "registers", BackOffice.look(this::storeList));
        act(routes, "/v1/registers/{id}/revoke", "revoked", this::revoke);
        act(routes, "/v1/registers/{id}/reinstate", "reinstated", this::reinstate);
        act(routes, "/v1/registers/{id}/dead", "declared dead", this::dead);
        act(routes, "/v1/registers/{id}/release", "released", this::release);
        act(routes, "/v1/restored/end-wait", "wait ended", this::endWait);
        routes.on(Verb.GET, "/v1/reviews", "registers", BackOffice.look(this::reviews));
        act(routes, "/v1/reviews/{id}/approve", "approved", this::approve);
        act(routes, "/v1/reviews/{id}/refuse", "refused", this::refuse);
    }

    private void act(Routes routes, String path, String name, BackOffice.Act act) {
        routes.on(Verb.POST, path, "registers", back.act(name, act));
    }

    private Done code(Request request) throws Exception {
        Fields fields = BackOffice.fields(request);
        String register = fields.requiredText("register");
        String store = fields.requiredText("store");
        fields.throwIfInvalid();
        String code = desks.registers().newCode(register, store);
        return new Done(register + " of " + store, Tree.mapping().put("code", code).node());
    }

    private Node registerList(Request request) throws Exception {
        var bound = desks.registers().bound();
        var atStake = stakes.ofRegisters();
        return Tree.mapping()
                .put(
                        "registers",
                        desks.registers().all(),
                        file ->
                                Tree.mapping()
                                        .put("register", file.id())
                                        .put("store", file.store())
                                        .put("revoked", file.revoked())
                                        .put(
                                                "atStake",
                                                node(
                                                        atStake.getOrDefault(
                                                                file.id(), Stakes.Stake.NONE)))
                                        .put(
                                                "incarnations",
                                                file.incarnations(),
                                                each -> incarnation(file, each, bound))
                                        .node())
                .node();
    }

    /** What the chain could lose at each store until its registers are heard of again. */
    private Node storeList(Request request) throws Exception {
        return Tree.mapping()
                .put(
                        "stores",
                        List.copyOf(stakes.ofStores().entrySet()),
                        each ->
                                Tree.mapping()
                                        .put("store", each.getKey())
                                        .put("registers", each.getValue().registers())
                                        .put("atStake", node(each.getValue()))
                                        .node())
                .node();
    }

    private static Node node(Stakes.Stake stake) {
        return Tree.mapping()
                .put("silentFor", stake.silent().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("couldRedeem", stake.couldRedeem())
                .put("boundToSilent", stake.bound())
                .put("worstLoss", stake.worstLoss().map(Object::toString).orElse("unbounded"))
                .put("covered", stake.covered())
                .node();
    }

    private static Node incarnation(
            RegisterFile file, RegisterFile.Incarnation each, Map<Holder, Long> bound) {
        return Tree.mapping()
                .put("number", each.number())
                .put("dead", each.dead())
                .put("termEnd", each.termEnd().toString())
                .put("bound", bound.getOrDefault(new Holder(file.id(), each.number()), 0L))
                .put("released", each.losses().released())
                .put("covered", each.losses().covered())
                .node();
    }

    private Done revoke(Request request) throws Exception {
        desks.registers().revoke(known(request).id(), true);
        return new Done(request.place("id"), BackOffice.nothing());
    }

    private Done reinstate(Request request) throws Exception {
        desks.registers().revoke(known(request).id(), false);
        return new Done(request.place("id"), BackOffice.nothing());
    }

    private RegisterFile known(Request request) throws Exception {
        return desks.registers()
                .file(request.place("id"))
                .orElseThrow(() -> Refusal.missing("register-unknown", "No such register."));
    }

    private Holder holder(Request request) throws Exception {
        RegisterFile file = known(request);
        Fields fields = BackOffice.fields(request);
        long number = fields.whole("incarnation", 0, 1, Long.MAX_VALUE);
        fields.throwIfInvalid();
        if (file.incarnations().stream().noneMatch(each -> each.number() == number)) {
            throw Refusal.missing("incarnation-unknown", "No such incarnation.");
        }
        return new Holder(file.id(), number);
    }

    private Done dead(Request request) throws Exception {
        Holder holder = holder(request);
        long atStake = desks.registers().bound().getOrDefault(holder, 0L);
        desks.registers().declareDead(holder);
        Node answer =
                Tree.mapping()
                        .put("atStake", atStake)
                        .put("releasableFrom", desks.registers().releasableFrom(holder).toString())
                        .node();
        return new Done(holder + ", at stake " + atStake, answer);
    }

    /** Before the term and its guard are over only with the sum at stake, confirmed. */
    private Done release(Request request) throws Exception {
        Holder holder = holder(request);
        long atStake = desks.registers().bound().getOrDefault(holder, 0L);
        RegisterFile file = known(request);
        boolean dead =
                file.incarnations().stream()
                        .anyMatch(each -> each.number() == holder.incarnation() && each.dead());
        if (!dead) {
            throw new Refusal(409, "register-lives", "Declare the incarnation dead first.");
        }
        boolean early = back.office().now().isBefore(desks.registers().releasableFrom(holder));
        long confirmed = BackOffice.fields(request).whole("confirm", -1, 0, Long.MAX_VALUE);
        if (early && confirmed != atStake) {
            throw new Refusal(
                            409,
                            "confirm-release",
                            "The register may still be spending: "
                                    + atStake
                                    + " points are at stake until "
                                    + desks.registers().releasableFrom(holder)
                                    + ".",
                            "Send {\"confirm\": " + atStake + "} to release them now.")
                    .and("atStake", Long.toString(atStake));
        }
        long released = desks.registers().release(holder);
        return new Done(
                holder + ", " + released + " points",
                Tree.mapping().put("released", released).node());
    }

    private Done endWait(Request request) throws Exception {
        desks.registers().endWait();
        return new Done("registers that did not report are given up", BackOffice.nothing());
    }

    private Node reviews(Request request) throws Exception {
        return Tree.mapping()
                .put(
                        "reviews",
                        back.office().store().page(Kind.REVIEW, "", REVIEWS_MOST),
                        each -> Tree.mapping().put("id", each.home().id()).node())
                .node();
    }

    private Done approve(Request request) throws Exception {
        Batch batch = review(request);
        var answers = desks.operations().approve(batch);
        back.office().store().remove(new Home(Kind.REVIEW, request.place("id")));
        return new Done(
                request.place("id"),
                Tree.mapping().put("answers", answers, each -> each.toNode()).node());
    }

    private Done refuse(Request request) throws Exception {
        Batch batch = review(request);
        desks.operations().refuse(batch);
        back.office().store().remove(new Home(Kind.REVIEW, request.place("id")));
        return new Done(request.place("id"), BackOffice.nothing());
    }

    private Batch review(Request request) throws Exception {
        Document found =
                back.office()
                        .store()
                        .find(new Home(Kind.REVIEW, request.place("id")))
                        .orElseThrow(() -> Refusal.missing("review-unknown", "No such review."));
        return Batch.read(JsonText.read(found.state(), "review"));
    }
}
