package loyalty.processor.member;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.text.JsonText;

/** Sales as they lie in the database. */
public final class SaleText {
    private SaleText() {}

    /** A sale as it lies in the database. */
    public static String write(SoldSale sale) {
        return JsonText.write(
                Shapes.holder(sale.holder)
                        .put("id", sale.id)
                        .put("store", sale.store)
                        .put("at", sale.at.toString())
                        .put("pack", sale.pack)
                        .put("sold", sale.sold)
                        .put("spent", sale.spent, LotPoints::toNode)
                        .put("created", sale.created, LotPoints::toNode)
                        .put("paidMinor", sale.paidMinor)
                        .put("restored", Shapes.counts(sale.restored))
                        .put("taken", Shapes.counts(sale.taken))
                        .put("back", Shapes.texts(sale.back))
                        .put("returns", sale.returns, Tree::text)
                        .put("refundedMinor", sale.refundedMinor)
                        .put("after", sale.after)
                        .node());
    }

    /** Reads what {@link #write} wrote. */
    public static SoldSale read(String text) {
        try {
            Fields fields =
                    Fields.of(
                            JsonText.bare(text.getBytes(StandardCharsets.UTF_8)),
                            new ArrayList<>());
            SoldSale sale =
                    new SoldSale(
                            fields.requiredText("id"),
                            Holder.read(fields),
                            fields.text("store").orElse(""),
                            Shapes.time(fields, "at").orElse(Instant.EPOCH),
                            fields.text("pack").orElse(""),
                            (Node.Mapping) fields.requiredAny("sold").orElseThrow(),
                            fields.each("spent", LotPoints::read),
                            fields.each("created", LotPoints::read),
                            Shapes.number(fields, "paidMinor"));
            fields.mapping("restored").ifPresent(f -> Shapes.readCounts(f, sale.restored));
            fields.mapping("taken").ifPresent(f -> Shapes.readCounts(f, sale.taken));
            fields.mapping("back").ifPresent(f -> Shapes.readTexts(f, sale.back));
            sale.returns.addAll(fields.texts("returns"));
            sale.refundedMinor = Shapes.number(fields, "refundedMinor");
            sale.after = fields.any("after").map(Node.Mapping.class::cast).orElse(sale.after);
            fields.throwIfInvalid();
            return sale;
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a sale's record is damaged", e);
        }
    }
}
