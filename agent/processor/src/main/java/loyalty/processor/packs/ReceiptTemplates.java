package loyalty.processor.packs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Tree;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;
import loyalty.protocol.text.JsonText;
import loyalty.receipt.template.Delivery;

/** Receipt templates for all registers, each tried on sample receipts before it is sent out. */
public final class ReceiptTemplates {
    private static final int MOST = 1_000;

    private final Office office;

    public ReceiptTemplates(Office office) {
        this.office = office;
    }

    /**
     * Publishes a template, words or a part.
     *
     * @param name such as {@code veska/sale} or {@code part/footer.receipt}
     * @return what is wrong with it, or with others because of it; then nothing was published
     */
    public List<String> publish(String name, String text) throws StoreException {
        Map<String, String> files = published();
        List<String> before = new Delivery(files).refused();
        files.put(name, text);
        List<String> wrong = new ArrayList<>(new Delivery(files).refused());
        wrong.removeAll(before);
        if (wrong.isEmpty()) {
            store(name, text);
        }
        return wrong;
    }

    private Map<String, String> published() throws StoreException {
        Map<String, String> files = new LinkedHashMap<>();
        for (Document document : office.store().page(Kind.TEMPLATE, "", MOST)) {
            files.put(document.home().id(), text(document));
        }
        return files;
    }

    private static String text(Document document) {
        try {
            return Fields.of(JsonText.read(document.state(), "template"), new ArrayList<>())
                    .text("text")
                    .orElse("");
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a template's record is damaged", e);
        }
    }

    private void store(String name, String text) throws StoreException {
        String state = JsonText.write(Tree.mapping().put("text", text).node());
        office.store()
                .transact(
                        new Home(Kind.TEMPLATE, name),
                        transaction -> {
                            long version = transaction.document().map(Document::version).orElse(0L);
                            transaction.save(version + 1, state, true);
                            return true;
                        });
    }
}
