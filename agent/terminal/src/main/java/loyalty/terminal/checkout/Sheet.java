package loyalty.terminal.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.receipt.template.Language;
import loyalty.terminal.print.Document;
import loyalty.terminal.sale.OwedPaper;

/**
 * Paper that is ready for the printer. Whole in itself: printed after a crash, or as a copy years
 * later, it says what it said when it was made, whatever became of the member and the pack since.
 *
 * @param job the id of its print job
 * @param title what the printer's journal calls it
 */
record Sheet(String job, String title, Document document, Language language) {

    OwedPaper owed() {
        Node.Mapping about =
                Tree.mapping()
                        .put("title", title)
                        .put("language", language.code())
                        .put("document", document.toNode())
                        .node();
        return new OwedPaper(job, Optional.of(about));
    }

    /** What {@link #owed} wrote. */
    static Sheet of(OwedPaper paper) {
        try {
            return read(paper.job(), paper.about().orElseThrow());
        } catch (InvalidDocumentException e) {
            throw new IllegalArgumentException("no sheet: " + paper.job(), e);
        }
    }

    private static Sheet read(String job, Node.Mapping about) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(about, problems);
        String title = fields.requiredText("title");
        Language language = fields.text("language").flatMap(Language::of).orElse(Language.RU);
        Node document = fields.requiredMapping("document").node();
        fields.throwIfInvalid();
        return new Sheet(job, title, Document.read(document), language);
    }
}
