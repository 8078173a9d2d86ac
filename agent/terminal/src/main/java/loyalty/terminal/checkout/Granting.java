package loyalty.terminal.checkout;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.basket.Context;
import loyalty.engine.basket.Mode;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.grants.DueGrant;
import loyalty.engine.grants.Grants;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.quote.MemberKey;
import loyalty.engine.reward.Grant;
import loyalty.protocol.identity.Ids;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.commit.Occasions;
import loyalty.terminal.commit.Step;
import loyalty.terminal.commit.Till;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Gifts;
import loyalty.terminal.sale.GrantDraft;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.OwedPaper;

/** Points outside purchases: what is due by the rules, and what somebody gives by hand. */
final class Granting {
    /** Grants of all registers are named in this space, so that two of them make one. */
    private static final UUID SPACE = UUID.fromString("6f1b2d0c-7f0e-5a3e-9c55-2d1e0f8a7b41");

    private final Till till;
    private final Customers customers;
    private final Programme programme;
    private final Shop shop;

    Granting(Till till, Customers customers, Programme programme, Shop shop) {
        this.till = till;
        this.customers = customers;
        this.programme = programme;
        this.shop = shop;
    }

    /** What the rules give a member, and the slip that tells of it. */
    record Given(List<DueGrant> gifts, Optional<OwedPaper> paper) {}

    /** The slip for what is given, if there is to be one. Asked on the till thread. */
    @FunctionalInterface
    interface Telling {
        Optional<OwedPaper> of(List<DueGrant> gifts);
    }

    /** Makes what the member is due on this occasion; what was made now. */
    Given due(Customer customer, Grant.Occasion occasion, Telling telling)
            throws NotPossible, IOException {
        Map<DueGrant, GrantDraft> planned = plan(customer, occasion);
        boolean nothing = customer.allowance().step() == Step.IDENTIFY_ONLY;
        if (nothing || planned.isEmpty()) {
            return new Given(List.of(), Optional.empty());
        }
        return Waiting.till(
                till,
                () -> {
                    Occasions occasions = till.ledger().occasions();
                    List<DueGrant> open = open(planned, occasions);
                    Optional<OwedPaper> paper =
                            open.isEmpty() ? Optional.empty() : telling.of(open);
                    occasions.grantDue(gifts(planned, open, paper));
                    return new Given(open, paper);
                });
    }

    /** What the member is due, ready to be written. */
    Map<DueGrant, GrantDraft> plan(Customer customer, Grant.Occasion occasion)
            throws NotPossible, IOException {
        RulePack pack = programme.rules().pack();
        Grants grants = new Grants(pack.settings(), pack.promotions());
        Map<DueGrant, GrantDraft> planned = new LinkedHashMap<>();
        for (DueGrant grant : grants.due(customer.member(), context(), occasion)) {
            planned.put(grant, draft(customer.known().id(), grant, pack, "", Optional.empty()));
        }
        return planned;
    }

    /** Those that can be made now. On the till thread, like what writes them. */
    static List<DueGrant> open(Map<DueGrant, GrantDraft> planned, Occasions occasions)
            throws StorageException {
        List<DueGrant> open = new ArrayList<>();
        for (Map.Entry<DueGrant, GrantDraft> one : planned.entrySet()) {
            if (occasions.canGrant(one.getValue())) {
                open.add(one.getKey());
            }
        }
        return open;
    }

    static Gifts gifts(
            Map<DueGrant, GrantDraft> planned, List<DueGrant> open, Optional<OwedPaper> paper) {
        return new Gifts(open.stream().map(planned::get).toList(), paper);
    }

    /** Grants as the API tells them. */
    List<Node> told(List<DueGrant> grants) {
        RulePack pack = programme.rules().pack();
        return grants.stream().map(grant -> told(grant, pack)).toList();
    }

    private Context context() throws NotPossible, IOException {
        return new Context(
                Waiting.till(till, () -> till.ledger().clock().instant()),
                shop.store(),
                shop.region(),
                shop.register(),
                "",
                shop.channel(),
                customers.online() ? Mode.ONLINE : Mode.OFFLINE,
                shop.language());
    }

    private record Wish(
            String promotion,
            Optional<BigDecimal> points,
            String member,
            String reason,
            String cashier) {}

    /** A grant that a person with the right to do so gives. */
    Answered byHand(Asked asked, Approval approval)
            throws NotPossible, IOException, InvalidDocumentException {
        approval.atLeast(shop.approvals().grant());
        Wish wish =
                Read.of(
                        asked.body(),
                        f ->
                                new Wish(
                                        f.requiredText("promotion"),
                                        f.decimal("points"),
                                        f.requiredText("memberId"),
                                        f.text("reason").orElse(""),
                                        f.requiredText("cashier")));
        RulePack pack = programme.rules().pack();
        MemberKey key = new MemberKey(MemberKey.Kind.MEMBER_ID, wish.member());
        Customer customer = customers.find(key, pack, customers.online());
        Optional<Points> points = wish.points().flatMap(pack.points()::points);
        Grants.Requested requested =
                new Grants(pack.settings(), pack.promotions())
                        .request(
                                wish.promotion(),
                                points,
                                asked.key(),
                                customer.member(),
                                context());
        DueGrant grant = granted(requested, wish);
        KeptAnswer answer = new KeptAnswer(201, JsonText.write(told(grant, pack)));
        GrantDraft draft =
                draft(
                        customer.known().id(),
                        grant,
                        pack,
                        wish.reason(),
                        Optional.of(wish.cashier()));
        Outcome outcome =
                Waiting.till(
                        till,
                        () ->
                                till.ledger()
                                        .occasions()
                                        .grant(draft, asked.request(), Optional.of(answer)));
        Outcomes.check(outcome);
        KeptAnswer kept = Outcomes.repeated(outcome).orElse(answer);
        return new Answered(kept.status(), kept.body());
    }

    private static DueGrant granted(Grants.Requested requested, Wish wish) throws NotPossible {
        return switch (requested.outcome()) {
            case DUE, MADE_BEFORE -> requested.grant().orElseThrow();
            case UNKNOWN ->
                    throw refused(
                            NotPossible.Kind.UNKNOWN,
                            "unknown-grant",
                            "The rule pack has no grant called \"" + wish.promotion() + "\".");
            case NOT_DUE ->
                    throw refused(
                            NotPossible.Kind.CONFLICT,
                            "grant-not-due",
                            "The conditions of this grant do not hold for the member now.");
            case BAD_AMOUNT ->
                    throw refused(
                            NotPossible.Kind.INVALID,
                            "grant-amount",
                            "So many points cannot be granted by hand.");
        };
    }

    private static NotPossible refused(NotPossible.Kind kind, String code, String sentence) {
        return new NotPossible(kind, code, sentence, "Look at the programme's grants.");
    }

    private GrantDraft draft(
            String member, DueGrant grant, RulePack pack, String reason, Optional<String> cashier)
            throws NotPossible, IOException {
        String id = Ids.derived(SPACE, grant.name()).toString();
        List<LotGrant> lots = grant.lots().stream().map(lot -> lot(lot, grant, pack)).toList();
        GrantBody body =
                new GrantBody(id, grant.promotion(), grant.period(), lots, reason, cashier);
        UUID operation = Waiting.till(till, () -> till.ledger().nextId());
        return new GrantDraft(operation, member, body, pack.hash());
    }

    private static LotGrant lot(CreatedLot lot, DueGrant grant, RulePack pack) {
        return new LotGrant(
                lot.idIn(grant.name()),
                "grant",
                Optional.of(grant.promotion()),
                lot.points().units(),
                lot.activeFrom(),
                lot.expiresAt(),
                Shapes.restriction(lot.only(), pack));
    }

    private static Node told(DueGrant grant, RulePack pack) {
        return Tree.mapping()
                .put("promotion", grant.promotion())
                .put("period", grant.period())
                .put("points", pack.points().text(grant.points()))
                .node();
    }
}
