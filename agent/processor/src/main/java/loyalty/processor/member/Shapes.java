package loyalty.processor.member;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.Holder;

/** Shapes that several records in the database share. */
final class Shapes {
    private Shapes() {}

    static Tree holder(Holder holder) {
        return Tree.mapping()
                .put("register", holder.register())
                .put("incarnation", holder.incarnation());
    }

    /** Nothing is written for 0. */
    static void put(Tree tree, String key, long value) {
        if (value != 0) {
            tree.put(key, value);
        }
    }

    static Node.Mapping texts(Map<String, String> values) {
        Tree tree = Tree.mapping();
        values.forEach(tree::put);
        return tree.node();
    }

    static Node.Mapping counts(Map<String, Long> values) {
        Tree tree = Tree.mapping();
        values.forEach(tree::put);
        return tree.node();
    }

    static void readTexts(Fields fields, Map<String, String> into) {
        for (String key : fields.keys()) {
            fields.text(key).ifPresent(value -> into.put(key, value));
        }
    }

    static void readCounts(Fields fields, Map<String, Long> into) {
        for (String key : fields.keys()) {
            into.put(key, number(fields, key));
        }
    }

    static Optional<Instant> time(Fields fields, String key) {
        return fields.text(key).map(Instant::parse);
    }

    static long number(Fields fields, String key) {
        return fields.whole(key, 0, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
