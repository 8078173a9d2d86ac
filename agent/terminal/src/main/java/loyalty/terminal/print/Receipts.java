package loyalty.terminal.print;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import loyalty.receipt.template.Delivery;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Template;
import loyalty.receipt.template.TemplateException;
import loyalty.receipt.template.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sales as pages, for paper and for previews. Thread-safe. */
public final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final String SALE = "sale";

    private volatile Templates templates;
    private volatile List<String> refused = List.of();
    private final String template;

    /**
     * @param templates to begin with; bundled or signed ones
     * @param template the name the shop chose; empty for the programme's own sale. One that is not
     *     there may still be delivered; the programme's own prints until then
     */
    public Receipts(Templates templates, String template) {
        this.templates = templates;
        this.template = template;
    }

    /** The templates in use now: bundled, or delivered and tried. */
    public Templates templates() {
        return templates;
    }

    /**
     * Takes what the processor has signed into use, in place of what it delivered before. What does
     * not pass its trial stays out; the bundled one of the same name prints instead.
     *
     * @param files texts by path, such as {@code veska/sale.kk.receipt}
     * @return why files stay out, one sentence each
     */
    public List<String> deliver(Map<String, String> files) {
        Delivery delivery = new Delivery(files);
        templates = delivery.templates();
        refused = delivery.refused();
        return refused;
    }

    /** The name the shop chose; empty if it chose none. */
    public String chosen() {
        return template;
    }

    /** The name the shop chose, while no template has it; the programme's own prints instead. */
    public Optional<String> missing() {
        return Optional.of(template).filter(name -> !name.isEmpty() && !templates.has(name));
    }

    /** Why delivered files are not used, one sentence each. */
    public List<String> refused() {
        return refused;
    }

    /** Whether a name can be used, and if not, why. */
    public void check(String name, Language language) throws TemplateException {
        Template unused = templates.load(name, language);
    }

    /**
     * A document on paper. A template that is broken is told of in the log, and the bundled one
     * prints instead: paper is not held up by a marketer's slip.
     */
    public Page page(Document document, Language language, int columns) {
        String name = name(document);
        Templates.Rendered rendered = templates.markup(name, language, document.data());
        if (!rendered.problems().isEmpty()) {
            LOG.warn("receipt template {}: {}", name, rendered.problems().get(0));
        }
        // Bundled or signed: such a template may send the printer commands of its own.
        return ReceiptLine.layTrusted(rendered.markup(), columns);
    }

    /** Any template with any data, as for a preview. */
    public Page of(String name, Map<String, ?> data, Language language, int columns)
            throws TemplateException {
        return ReceiptLine.lay(templates.load(name, language).render(data), columns);
    }

    /** What the shop chose, else the programme's own; the common one stands in for both. */
    private String name(Document document) {
        if (template.isEmpty() || missing().isPresent()) {
            return document.folder().isEmpty()
                    ? document.template()
                    : document.folder() + "/" + document.template();
        }
        String folder = template.substring(0, template.indexOf('/') + 1);
        return document.template().equals(SALE) ? template : folder + document.template();
    }
}
