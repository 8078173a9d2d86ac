package loyalty.terminal.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.ReturnBody;
import loyalty.terminal.commit.OwedPaper;
import loyalty.terminal.print.ReturnedSale;

/**
 * What the receipt of a return is made of, kept until it is queued at the printer: the sale may be
 * another register's, and then nothing else here tells of it.
 *
 * @param pack hash of the pack of the sale
 */
record ReturnPaper(ReturnedSale sale, ReturnBody body, String pack) {

    static OwedPaper of(Returnable sale, ReturnBody body) {
        Node.Mapping about =
                Tree.mapping()
                        .put("sale", sale.sale())
                        .put("receipt", sale.receipt())
                        .put("sold", sale.sold())
                        .put("body", body.toNode())
                        .put("pack", sale.pack())
                        .node();
        return new OwedPaper(body.id(), Optional.of(about));
    }

    static ReturnPaper read(Node.Mapping about) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(about, problems);
        ReturnedSale sale =
                new ReturnedSale(
                        fields.requiredText("sale"),
                        fields.text("receipt").orElse(""),
                        (Node.Mapping) fields.requiredMapping("sold").node());
        String pack = fields.requiredText("pack");
        Node body = fields.requiredMapping("body").node();
        fields.throwIfInvalid();
        return new ReturnPaper(sale, ReturnBody.read(body), pack);
    }
}
