package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;

/** Points that products would earn, for price tags on a screen: each product is a basket of one. */
final class Catalogue {
    private static final int MOST = 200;

    private final Quotes quotes;

    Catalogue(Quotes quotes) {
        this.quotes = quotes;
    }

    Node.Mapping quote(Node request) throws NotPossible, IOException, InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(request, problems);
        List<Node> products = fields.sequence("products");
        if (products.isEmpty() || products.size() > MOST) {
            fields.problem("products", "1 to " + MOST + " products", "lines as in a basket");
        }
        fields.throwIfInvalid();
        List<Node> told = new ArrayList<>();
        for (Node product : products) {
            told.add(
                    told(
                            product,
                            quotes.quote(basketOf(product, (Node.Mapping) request)).toNode()));
        }
        return Tree.mapping().put("products", Tree.sequence(told)).node();
    }

    private static Node basketOf(Node product, Node.Mapping request) {
        Map<String, Node> entries = new LinkedHashMap<>(request.entries());
        entries.remove("products");
        Node lines = new Node.Sequence(List.of(product), product.at());
        entries.put("basket", Tree.mapping().put("lines", lines).node());
        return new Node.Mapping(entries, Position.NONE);
    }

    private static Node told(Node product, Node.Mapping quote) {
        Tree tree = Tree.mapping();
        copy((Node.Mapping) product, List.of("id", "sku"), tree);
        copy(quote, List.of("total", "points"), tree);
        return tree.node();
    }

    private static void copy(Node.Mapping from, List<String> keys, Tree tree) {
        from.entries()
                .forEach(
                        (key, value) -> {
                            if (keys.contains(key)) {
                                tree.put(key, value);
                            }
                        });
    }
}
