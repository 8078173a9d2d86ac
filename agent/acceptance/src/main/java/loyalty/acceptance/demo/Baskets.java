package loyalty.acceptance.demo;

import java.util.List;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/** What the demo's customer buys. */
final class Baskets {
    private static final String CARD = "2900000000018";

    private Baskets() {}

    /** Coffee and two cakes: 18.00 + 2 × 12.00 = 42.00 BYN. */
    static Node coffeeAndCakes(String receipt) {
        return request(
                receipt,
                List.of(
                        line("1", "Кофе", "drinks/coffee", "1", "18.00"),
                        line("2", "Эклер", "pastry/cake", "2", "12.00")));
    }

    /** Dear enough to use all the rights the register holds: 100.00 BYN. */
    static Node feast(String receipt) {
        return request(
                receipt,
                List.of(
                        line("1", "Сыр выдержанный", "dairy/cheese", "1", "64.50"),
                        line("2", "Мёд липовый", "honey", "1", "35.50")));
    }

    private static Node request(String receipt, List<Node> lines) {
        return Tree.mapping()
                .put("member", Tree.mapping().put("code", CARD).node())
                .put(
                        "basket",
                        Tree.mapping()
                                .put("receipt", receipt)
                                .put("lines", Tree.sequence(lines))
                                .node())
                .put("codes", Tree.sequence(List.of()))
                .put("redeem", "max")
                .put("context", Tree.mapping().put("cashier", "17").node())
                .node();
    }

    private static Node line(
            String id, String name, String category, String quantity, String price) {
        return Tree.mapping()
                .put("id", id)
                .put("sku", "20000000000" + id)
                .put("name", name)
                .put("categories", Tree.sequence(List.of(Tree.text(category))))
                .put("quantity", quantity)
                .put("price", price)
                .node();
    }
}
