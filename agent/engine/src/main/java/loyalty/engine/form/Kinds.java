package loyalty.engine.form;

import java.util.Collection;
import java.util.List;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/** JSON Schemas of scalars and small structures. */
final class Kinds {
    /** A schema that is described once, under its name. */
    record Kind(String name, Node.Mapping described) {
        Tree schema() {
            Tree tree = Tree.mapping();
            described.entries().forEach(tree::put);
            return tree;
        }
    }

    private static final List<String> SCALARS = List.of("string", "number", "boolean");

    static final Kind MONEY =
            number(
                    "money",
                    "^\\d+(\\.\\d+)?$",
                    "an amount in the programme's currency: \"199.90\"");
    static final Kind POINTS = number("points", "^\\d+(\\.\\d+)?$", "a number of points");
    static final Kind QUANTITY =
            number("quantity", "^\\d+(\\.\\d{1,6})?$", "pieces or kilograms: \"2\", \"0.435\"");
    static final Kind RATE =
            number(
                    "rate",
                    "^\\d+(\\.\\d+)?\\s*%?$",
                    "a percentage \"5%\", or a fraction \"0.05\" that is at most 1");
    static final Kind FACTOR = number("factor", "^\\d+(\\.\\d{1,4})?$", "how many times as much");
    static final Kind SPAN =
            text(
                    "period",
                    "^P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?$",
                    "an ISO 8601 period: PT24H is 24 hours to the second, P1D a day of the"
                            + " calendar, P6M six months");
    static final Kind MOMENT =
            text(
                    "moment",
                    "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2}))?$",
                    "a date (00:00 of that day in the programme's zone) or a time with its offset");
    static final Kind TEXT =
            new Kind("text", Tree.mapping().put("type", SCALARS, Tree::text).node());
    static final Kind TRUTH =
            new Kind(
                    "truth",
                    Tree.mapping()
                            .put(
                                    "enum",
                                    Tree.sequence(
                                            List.of(
                                                    Tree.truth(true),
                                                    Tree.truth(false),
                                                    Tree.text("yes"),
                                                    Tree.text("no"))))
                            .node());
    static final Kind TEXTS =
            new Kind(
                    "texts",
                    Tree.mapping()
                            .put("type", "array")
                            .put("minItems", 1)
                            .put("items", TEXT.described())
                            .node());
    static final Kind TEXTS_BY_NAME =
            new Kind(
                    "textsByName",
                    Tree.mapping()
                            .put("type", "object")
                            .put(
                                    "additionalProperties",
                                    anyOf(List.of(TEXT.described(), TEXTS.described())).node())
                            .node());

    private Kinds() {}

    private static Kind number(String name, String pattern, String description) {
        Node text = Tree.mapping().put("type", "string").put("pattern", pattern).node();
        Node number = Tree.mapping().put("type", "number").node();
        return new Kind(name, anyOf(List.of(text, number)).put("description", description).node());
    }

    private static Kind text(String name, String pattern, String description) {
        return new Kind(
                name,
                Tree.mapping()
                        .put("type", "string")
                        .put("pattern", pattern)
                        .put("description", description)
                        .node());
    }

    static Tree anyOf(List<Node> alternatives) {
        return Tree.mapping().put("anyOf", Tree.sequence(alternatives));
    }

    static Tree whole(long least, long most) {
        Node number =
                Tree.mapping()
                        .put("type", "integer")
                        .put("minimum", least)
                        .put("maximum", most)
                        .node();
        String pattern = least < 0 ? "^-?\\d+$" : "^\\d+$";
        Node text = Tree.mapping().put("type", "string").put("pattern", pattern).node();
        return anyOf(List.of(number, text));
    }

    static Tree choice(Collection<String> words) {
        return Tree.mapping().put("enum", words, Tree::text);
    }

    static Tree listOf(Tree item) {
        return Tree.mapping().put("type", "array").put("items", item.node());
    }

    static Tree mapOf(Tree value) {
        return Tree.mapping().put("type", "object").put("additionalProperties", value.node());
    }

    static Tree wordOr(Tree mapping) {
        Node word = Tree.mapping().put("type", "string").node();
        return anyOf(List.of(word, mapping.node()));
    }
}
