package loyalty.engine.pack;

import java.util.function.Function;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Form;

/** The published JSON Schema: what the reader asks for, with a head. */
final class PackSchema {
    private PackSchema() {}

    static Node.Mapping schema(Function<Form, ?> read) {
        Tree tree =
                Tree.mapping()
                        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                        .put("title", "Rule pack of a loyalty programme");
        Node.Mapping described = Form.describe(read).node();
        described.entries().forEach(tree::put);
        return tree.node();
    }
}
