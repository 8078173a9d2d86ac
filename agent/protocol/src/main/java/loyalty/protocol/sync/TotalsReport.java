package loyalty.protocol.sync;

import java.util.List;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * {@code POST /v1/registers/totals}: after the processor was restored, a register tells what it
 * holds, so that rights the processor forgot are known again. Sent in pages; {@code last} ends it.
 * The register has sent its missing operations before the last page. Answered with a {@link
 * Contact} in {@code {contact}}.
 *
 * @param seq the highest sequence number the register ever gave
 */
public record TotalsReport(long seq, List<Totals> rights, boolean last) {

    /** The register's own totals of one right; each only grows. */
    public record Totals(
            String member,
            String lot,
            long granted,
            long in,
            long spent,
            long returned,
            long out,
            List<UUID> transfers) {
        public Totals {
            Wire.notBlank(member, "member");
            Wire.notBlank(lot, "lot");
            transfers = List.copyOf(transfers);
        }

        static Totals read(Fields fields) {
            return new Totals(
                    fields.requiredText("member"),
                    fields.requiredText("lot"),
                    Wire.count(fields, "granted"),
                    Wire.count(fields, "in", 0),
                    Wire.count(fields, "spent", 0),
                    Wire.count(fields, "returned", 0),
                    Wire.count(fields, "out", 0),
                    fields.each("transfers", f -> Wire.id(f, "id")));
        }

        Node.Mapping toNode() {
            return Tree.mapping()
                    .put("member", member)
                    .put("lot", lot)
                    .put("granted", granted)
                    .put("in", in)
                    .put("spent", spent)
                    .put("returned", returned)
                    .put("out", out)
                    .put(
                            "transfers",
                            transfers,
                            id -> Tree.mapping().put("id", id.toString()).node())
                    .node();
        }
    }

    public TotalsReport {
        Wire.notNegative(seq, "seq");
        rights = List.copyOf(rights);
    }

    public static TotalsReport read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new TotalsReport(
                                Wire.count(fields, "seq"),
                                fields.each("rights", Totals::read),
                                fields.truth("last", true)));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("seq", seq)
                .put("rights", rights, Totals::toNode)
                .put("last", last)
                .node();
    }
}
