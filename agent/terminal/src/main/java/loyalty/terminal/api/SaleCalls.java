package loyalty.terminal.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.engine.quote.MemberKey;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.terminal.checkout.Answered;
import loyalty.terminal.checkout.Asked;
import loyalty.terminal.checkout.Checkout;
import loyalty.terminal.checkout.Identified;
import loyalty.terminal.checkout.NotPossible;

/** Members, quotes and sales. */
final class SaleCalls {
    private final Checkout checkout;
    private final Access access;
    private final Cashiers cashiers;
    private final Events events;
    private final boolean printByDefault;

    SaleCalls(
            Checkout checkout,
            Access access,
            Cashiers cashiers,
            Events events,
            boolean printByDefault) {
        this.checkout = checkout;
        this.access = access;
        this.cashiers = cashiers;
        this.events = events;
        this.printByDefault = printByDefault;
    }

    void addTo(Routes routes) {
        on(routes, "/v1/identify", Scope.QUOTE, this::identify);
        on(routes, "/v1/quotes", Scope.QUOTE, r -> Answer.json(200, checkout.quote(r.json())));
        on(routes, "/v1/members", Scope.ENROL, this::enrol);
        on(routes, "/v1/grants", Scope.GRANT, this::grant);
        on(routes, "/v1/catalog/quotes", Scope.QUOTE, this::catalogue);
        on(routes, "/v1/returns/quotes", Scope.RETURN, this::returnQuote);
        on(routes, "/v1/returns", Scope.RETURN, this::giveBack);
        on(routes, "/v1/sales", Scope.SELL, this::open);
        on(routes, "/v1/sales/{id}/printing", Scope.SELL, this::printing);
        on(routes, "/v1/sales/{id}/confirm", Scope.SELL, this::confirm);
        on(routes, "/v1/sales/{id}/cancel", Scope.SELL, this::cancel);
        on(routes, "/v1/print/{id}", Scope.PRINT, this::reprint);
        on(routes, "/v1/display", Scope.QUOTE, this::clearDisplay);
        routes.on(Verb.GET, "/v1/sales", Scope.SELL.word(), Call.of(this::byReceipt));
        routes.on(Verb.GET, "/v1/sales/{id}", Scope.SELL.word(), Call.of(this::sale));
    }

    private static void on(Routes routes, String path, Scope scope, Call call) {
        routes.on(Verb.POST, path, scope.word(), Call.of(call));
    }

    private Answer identify(Request request) throws Exception {
        Identified found = checkout.identify(key(request.json()), prints(request));
        if (found.member().isPresent()) {
            events.publish("identified", found.toNode());
        }
        return Answer.json(200, found.toNode());
    }

    /** Exactly one of code, phone and memberId. */
    private static MemberKey key(Node body) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(body, problems);
        List<MemberKey> keys = new ArrayList<>();
        fields.text("code").ifPresent(c -> keys.add(new MemberKey(MemberKey.Kind.CODE, c)));
        fields.text("phone").ifPresent(p -> keys.add(new MemberKey(MemberKey.Kind.PHONE, p)));
        fields.text("memberId")
                .ifPresent(m -> keys.add(new MemberKey(MemberKey.Kind.MEMBER_ID, m)));
        fields.end();
        if (problems.isEmpty() && keys.size() != 1) {
            fields.problem(
                    "exactly one of code, phone and memberId is needed", "{\"code\": \"…\"}");
        }
        fields.throwIfInvalid();
        return keys.get(0);
    }

    private Answer enrol(Request request) throws Exception {
        Identified enrolled = checkout.enrol(Call.asked(request, access), prints(request));
        events.publish("identified", enrolled.toNode());
        return Answer.json(201, enrolled.toNode());
    }

    private Answer grant(Request request) throws Exception {
        return answer(checkout.grant(Call.asked(request, access), cashiers.approval(request)));
    }

    private Answer catalogue(Request request) throws Exception {
        return Answer.json(200, checkout.catalogue(request.json()));
    }

    private Answer returnQuote(Request request) throws Exception {
        return Answer.json(200, checkout.returnQuote(request.json(), cashiers.approval(request)));
    }

    private Answer giveBack(Request request) throws Exception {
        return answer(
                checkout.giveBack(
                        Call.asked(request, access), cashiers.approval(request), prints(request)));
    }

    private Answer open(Request request) throws Exception {
        Asked asked = Call.asked(request, access);
        return request.parameter("confirm").filter("true"::equals).isPresent()
                ? answer(checkout.openAndConfirm(asked, prints(request)))
                : answer(checkout.open(asked));
    }

    private Answer printing(Request request) throws Exception {
        return Answer.json(200, checkout.printing(request.place("id")));
    }

    private Answer confirm(Request request) throws Exception {
        return answer(checkout.confirm(request.place("id"), bare(request), prints(request)));
    }

    private Answer cancel(Request request) throws Exception {
        return answer(checkout.cancel(request.place("id"), bare(request)));
    }

    /** No body is needed; without a key of its own the sale's id is the key. */
    private Asked bare(Request request) throws Exception {
        String key = request.header("idempotency-key").orElse(request.place("id"));
        Node body = request.body().length == 0 ? Tree.mapping().node() : request.json();
        return new Asked(access.name(request), request.path(), key, body);
    }

    /** {@code ?print=true|false}; what the configuration says if the caller does not. */
    private boolean prints(Request request) {
        return request.parameter("print").map("true"::equals).orElse(printByDefault);
    }

    private Answer reprint(Request request) throws Exception {
        Optional<String> giveBack = request.parameter("return");
        String key = Call.key(request);
        return Answer.json(202, checkout.reprint(request.place("id"), giveBack, key));
    }

    private Answer clearDisplay(Request request) {
        events.publish("clear", Tree.mapping().node());
        return Answer.nothing();
    }

    private Answer sale(Request request) throws Exception {
        return Answer.json(200, checkout.sale(request.place("id")));
    }

    private Answer byReceipt(Request request) throws Refusal, NotPossible, IOException {
        Optional<String> receipt = request.parameter("receipt");
        if (receipt.isEmpty()) {
            String hint = "GET /v1/sales?receipt=A-1042";
            throw new Refusal(400, "receipt-needed", "Say which receipt.", hint);
        }
        return Answer.json(200, checkout.saleByReceipt(receipt.get()));
    }

    private static Answer answer(Answered answered) {
        return Answer.json(answered.status(), answered.json());
    }
}
