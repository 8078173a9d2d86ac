package loyalty.processor.member;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Transfer;

/** Lots with their rights and holds as they lie in the database. */
final class LotText {
    private LotText() {}

    static Node.Mapping write(Lot lot) {
        Tree tree =
                Tree.mapping()
                        .put("id", lot.id)
                        .put("source", lot.source)
                        .putText("promotion", lot.promotion)
                        .putText("activeFrom", lot.activeFrom.map(Instant::toString))
                        .putText("expiresAt", lot.expiresAt.map(Instant::toString));
        lot.only.ifPresent(only -> tree.put("only", only));
        if (!lot.sale.isEmpty()) {
            tree.put("sale", lot.sale);
        }
        if (!lot.prolongations.isEmpty()) {
            Tree ends = Tree.mapping();
            lot.prolongations.forEach((sale, end) -> ends.put(sale, end.toString()));
            tree.put("prolongations", ends.node());
        }
        Shapes.put(tree, "granted", lot.granted);
        Shapes.put(tree, "restored", lot.restored);
        Shapes.put(tree, "covered", lot.covered);
        Shapes.put(tree, "spent", lot.spent);
        Shapes.put(tree, "taken", lot.taken);
        Shapes.put(tree, "claim", lot.claim);
        Shapes.put(tree, "free", lot.free);
        return tree.put("rights", lot.rights.entrySet(), LotText::right)
                .put("holds", lot.holds.entrySet(), LotText::hold)
                .put("transfers", lot.transfers.values(), Transfer::toNode)
                .put("transfersTold", lot.transfersTold, id -> Tree.text(id.toString()))
                .node();
    }

    static Lot read(Fields fields) {
        Lot lot =
                new Lot(
                        fields.requiredText("id"),
                        fields.requiredText("source"),
                        fields.text("promotion"),
                        Shapes.time(fields, "activeFrom"),
                        Shapes.time(fields, "expiresAt"),
                        fields.any("only").map(Node.Mapping.class::cast));
        lot.sale = fields.text("sale").orElse("");
        fields.mapping("prolongations")
                .ifPresent(
                        ends ->
                                ends.keys()
                                        .forEach(
                                                sale ->
                                                        Shapes.time(ends, sale)
                                                                .ifPresent(
                                                                        end ->
                                                                                lot.prolongations
                                                                                        .put(
                                                                                                sale,
                                                                                                end))));
        lot.granted = Shapes.number(fields, "granted");
        lot.restored = Shapes.number(fields, "restored");
        lot.covered = Shapes.number(fields, "covered");
        lot.spent = Shapes.number(fields, "spent");
        lot.taken = Shapes.number(fields, "taken");
        lot.claim = Shapes.number(fields, "claim");
        lot.free = Shapes.number(fields, "free");
        fields.each("rights", f -> readRight(f, lot));
        fields.each("holds", f -> readHold(f, lot));
        fields.each("transfers", Transfer::read).forEach(t -> lot.transfers.put(t.id(), t));
        fields.texts("transfersTold").forEach(id -> lot.transfersTold.add(UUID.fromString(id)));
        return lot;
    }

    private static Node right(Map.Entry<Holder, Right> entry) {
        Right right = entry.getValue();
        Tree tree = Shapes.holder(entry.getKey());
        Shapes.put(tree, "granted", right.granted);
        Shapes.put(tree, "in", right.in);
        Shapes.put(tree, "spent", right.spent);
        Shapes.put(tree, "returned", right.returned);
        Shapes.put(tree, "out", right.out);
        Shapes.put(tree, "released", right.released);
        return tree.put("recalled", right.recalled).node();
    }

    private static Right readRight(Fields fields, Lot lot) {
        Right right = lot.right(Holder.read(fields));
        right.granted = Shapes.number(fields, "granted");
        right.in = Shapes.number(fields, "in");
        right.spent = Shapes.number(fields, "spent");
        right.returned = Shapes.number(fields, "returned");
        right.out = Shapes.number(fields, "out");
        right.released = Shapes.number(fields, "released");
        right.recalled = fields.truth("recalled", false);
        return right;
    }

    private static Node hold(Map.Entry<String, Hold> entry) {
        Hold hold = entry.getValue();
        return Shapes.holder(hold.holder())
                .put("sale", entry.getKey())
                .put("points", hold.points())
                .putText("until", hold.until().map(Instant::toString))
                .put("confirmed", hold.confirmed())
                .node();
    }

    private static Hold readHold(Fields fields, Lot lot) {
        Hold hold =
                new Hold(
                        Holder.read(fields),
                        Shapes.number(fields, "points"),
                        Shapes.time(fields, "until"),
                        fields.truth("confirmed", false));
        lot.holds.put(fields.requiredText("sale"), hold);
        return hold;
    }
}
