package loyalty.engine.quote;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loyalty.engine.basket.Basket;
import loyalty.engine.basket.Context;
import loyalty.engine.basket.Line;
import loyalty.engine.basket.Mode;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Reading;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Form;
import loyalty.engine.form.Units;
import loyalty.engine.form.Words;
import loyalty.engine.money.Money;
import loyalty.engine.money.Quantity;

/** A quote request as a document. */
final class RequestDocument {
    private static final int MAX_CODES = 100;

    /** So that no sum of products with rates can leave the range of exact arithmetic. */
    private static final long MAX_BASKET_MINOR = 1_000_000_000_000L;

    private static final String MANY_UNITS =
            "at most " + Basket.MAX_UNITS + "; write weighed: true where nobody returns one by one";

    private static final Map<String, Mode> MODES =
            Words.of("online", Mode.ONLINE, "offline", Mode.OFFLINE);

    private final Units units;

    RequestDocument(Units units) {
        this.units = units;
    }

    static Reading<QuoteRequest> read(Node document, Units units) {
        List<Problem> problems = new ArrayList<>();
        Form form = Form.reading(Fields.of(document, problems), units);
        QuoteRequest request = read(form);
        form.end();
        return Reading.of(request, problems);
    }

    static Node.Mapping schema() {
        return Form.describe(RequestDocument::read).node();
    }

    private static QuoteRequest read(Form form) {
        return new QuoteRequest(
                form.mapping("member", "who buys; anonymous if left out", RequestDocument::member),
                form.requiredMapping("basket", "what is bought", RequestDocument::basket),
                codes(form, "codes", "promo codes and code words"),
                wish(form),
                Optional.empty(),
                form.requiredMapping("context", "when and where", RequestDocument::context),
                new TreeSet<>(codes(form, "codesTaken", "codes that another sale has")));
    }

    private static MemberKey member(Form form) {
        form.exactlyOne("code", "phone", "memberId");
        Optional<String> code = form.text("code", "of a card or an application");
        Optional<String> phone = form.text("phone", "number");
        String id = form.text("memberId", "the member's own id").orElse("");
        return code.map(value -> new MemberKey(MemberKey.Kind.CODE, value))
                .or(() -> phone.map(value -> new MemberKey(MemberKey.Kind.PHONE, value)))
                .orElse(new MemberKey(MemberKey.Kind.MEMBER_ID, id));
    }

    private static List<String> codes(Form form, String key, String means) {
        List<String> codes = form.textsOrNone(key, means);
        if (codes.size() > MAX_CODES) {
            form.problem(key, codes.size() + " codes are too many", "at most " + MAX_CODES);
            return List.of();
        }
        return codes;
    }

    private static RedeemWish wish(Form form) {
        return form.word(
                        "redeem",
                        "points to pay with: 0, a number, or max",
                        word -> wish(word, form.units()),
                        "write \"0\", \"60\" or \"max\"")
                .orElse(RedeemWish.NOTHING);
    }

    private static Optional<RedeemWish> wish(String word, Units units) {
        if (word.equals("max")) {
            return Optional.of(RedeemWish.MAX);
        }
        return word.matches("\\d{1,15}(\\.\\d{1,6})?")
                ? units.points().points(new BigDecimal(word)).map(RedeemWish::new)
                : Optional.empty();
    }

    private static Context context(Form form) {
        return new Context(
                form.requiredMoment("at", "the instant of the sale"),
                form.text("store", "id").orElse(""),
                form.text("region", "id").orElse(""),
                form.text("register", "id").orElse(""),
                form.text("cashier", "id").orElse(""),
                form.text("channel", "as offline, shop, site").orElse(""),
                form.choice("mode", Mode.OFFLINE, MODES, "whether the processor can be asked"),
                form.text("language", "of texts, as ru or en").orElse(""));
    }

    // The basket

    private static Basket basket(Form form) {
        String receipt = form.text("receipt", "the till's number").orElse("");
        form.text("currency", "must be the programme's")
                .filter(code -> !code.equals(form.units().currency().code()))
                .ifPresent(code -> form.problem("currency", mixed(code, form), "use one currency"));
        List<Line> lines =
                form.eachUpTo(Basket.MAX_LINES, "lines", "in receipt order", RequestDocument::line);
        Set<String> ids = new HashSet<>();
        long sum = 0;
        long units = 0;
        for (Line line : lines) {
            sum = Math.addExact(sum, line.amount().minor());
            units += line.units();
            if (!ids.add(line.id())) {
                form.problem("lines", "two lines " + line.id(), "ids of lines are unique");
            }
        }
        if (sum > MAX_BASKET_MINOR) {
            form.problem("lines", "the basket costs more than can be counted", "check prices");
            return new Basket(receipt, List.of());
        }
        if (units > Basket.MAX_UNITS) {
            form.problem("lines", units + " units are too many", MANY_UNITS);
            return new Basket(receipt, List.of());
        }
        return new Basket(receipt, lines);
    }

    private static String mixed(String code, Form form) {
        return "prices are in " + code + ", the programme in " + form.units().currency().code();
    }

    private static Line line(Form form) {
        Quantity quantity = quantity(form);
        Optional<Money> price = form.money("price", "for 1 of quantity, till's discount taken off");
        Optional<Money> amount =
                form.money("amount", "of the line, if the till rounds its own way");
        if (price.isEmpty() && amount.isEmpty() && !form.has("price") && !form.has("amount")) {
            form.problem("price", "missing", "add price, or amount");
        }
        Money whole = amount.orElseGet(() -> product(form, quantity, price));
        return new Line(
                form.requiredText("id", "unique in the basket"),
                form.text("sku", "the product").orElse(""),
                form.text("name", "for people").orElse(""),
                form.textsOrNone("categories", "paths as drinks/coffee"),
                form.text("brand", "").orElse(""),
                attributes(form),
                quantity,
                price.orElseGet(() -> whole.shareHalfUp(1_000_000, quantity.millionths())),
                whole,
                form.money("tillDiscount", "already taken off the line by the till")
                        .orElse(Money.ZERO),
                form.money("minPrice", "for 1 of quantity").orElse(Money.ZERO),
                form.truth("weighed", false, "one unit even if the quantity is whole"),
                form.truth("discountable", true, "whether promotions may lower its price"),
                form.truth("earns", true, "whether it earns points"),
                form.truth("redeemable", true, "whether points may pay for it"));
    }

    private static Quantity quantity(Form form) {
        Optional<Quantity> quantity =
                form.quantity("quantity", "pieces or kilograms; 1 if left out");
        if (quantity.isPresent() && quantity.get().equals(Quantity.ZERO)) {
            form.problem("quantity", "a line of nothing", "leave the line out");
            return Quantity.ONE;
        }
        return quantity.orElse(Quantity.ONE);
    }

    /** A line alone may not cost more than a basket. */
    private static Money product(Form form, Quantity quantity, Optional<Money> price) {
        Money one = price.orElse(Money.ZERO);
        if (one.minor() > MAX_BASKET_MINOR) {
            form.problem("price", "more than can be counted", "check the price");
            return Money.ZERO;
        }
        return quantity.priceHalfUp(one);
    }

    private static Map<String, String> attributes(Form form) {
        Map<String, String> attributes = new TreeMap<>();
        form.textsByName("attributes", "anything else a selection may ask for")
                .forEach((name, values) -> attributes.put(name, String.join(" ", values)));
        return attributes;
    }

    // Writing

    Node write(QuoteRequest request) {
        Tree tree = Tree.mapping();
        request.member().ifPresent(member -> tree.put("member", member(member)));
        tree.put("basket", basket(request.basket())).put("codes", request.codes(), Tree::text);
        if (!request.codesTaken().isEmpty()) {
            tree.put("codesTaken", new TreeSet<>(request.codesTaken()), Tree::text);
        }
        return tree.put(
                        "redeem",
                        request.redeem().isMax() ? "max" : units.text(request.redeem().most()))
                .put("context", context(request.context()))
                .node();
    }

    private static Node member(MemberKey member) {
        String key =
                switch (member.kind()) {
                    case CODE -> "code";
                    case PHONE -> "phone";
                    case MEMBER_ID -> "memberId";
                };
        return Tree.mapping().put(key, member.value()).node();
    }

    private Node basket(Basket basket) {
        Tree tree = Tree.mapping();
        putText(tree, "receipt", basket.receipt());
        return tree.put("lines", basket.lines(), this::line).node();
    }

    private Node line(Line line) {
        Tree tree = Tree.mapping().put("id", line.id());
        putText(tree, "sku", line.sku());
        putText(tree, "name", line.name());
        if (!line.categories().isEmpty()) {
            tree.put("categories", line.categories(), Tree::text);
        }
        putText(tree, "brand", line.brand());
        if (!line.attributes().isEmpty()) {
            Tree attributes = Tree.mapping();
            new TreeMap<>(line.attributes()).forEach(attributes::put);
            tree.put("attributes", attributes.node());
        }
        tree.put("quantity", line.quantity().text())
                .put("price", units.text(line.price()))
                .put("amount", units.text(line.amount()));
        putMoney(tree, "tillDiscount", line.tillDiscount());
        putMoney(tree, "minPrice", line.minPrice());
        putUnless(tree, "weighed", line.weighed(), false);
        putUnless(tree, "discountable", line.discountable(), true);
        putUnless(tree, "earns", line.earns(), true);
        putUnless(tree, "redeemable", line.redeemable(), true);
        return tree.node();
    }

    private void putMoney(Tree tree, String key, Money money) {
        if (!money.isZero()) {
            tree.put(key, units.text(money));
        }
    }

    private static void putUnless(Tree tree, String key, boolean value, boolean usual) {
        if (value != usual) {
            tree.put(key, value);
        }
    }

    private static void putText(Tree tree, String key, String value) {
        if (!value.isEmpty()) {
            tree.put(key, value);
        }
    }

    private Node context(Context context) {
        Tree tree = Tree.mapping().put("at", text(context.at()));
        putText(tree, "store", context.store());
        putText(tree, "region", context.region());
        putText(tree, "register", context.register());
        putText(tree, "cashier", context.cashier());
        putText(tree, "channel", context.channel());
        tree.put("mode", context.mode() == Mode.ONLINE ? "online" : "offline");
        putText(tree, "language", context.language());
        return tree.node();
    }

    private String text(Instant at) {
        return units.text(at);
    }
}
