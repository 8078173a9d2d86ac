package loyalty.terminal.print;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
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
    private final String template;

    /**
     * @param templates to begin with; bundled or signed ones
     * @param template the name the shop chose; empty for the programme's own sale
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
        return delivery.refused();
    }

    /** Whether a name can be used, and if not, why. */
    public void check(String name, Language language) throws TemplateException {
        Template unused = templates.load(name, language);
    }

    /**
     * The receipt of a sale. A template that is broken is told of in the log, and the bundled one
     * prints instead: paper is not held up by a marketer's slip.
     */
    public Page sale(Slip slip, Letterhead head, Language language, int columns) {
        Map<String, Object> data =
                new HashMap<>(new ReceiptData(head, slip.sale(), language).values(slip.copy()));
        slip.returnCode().ifPresent(code -> data.put("returnCode", code));
        Templates.Rendered rendered = templates.markup(name(head), language, data);
        if (!rendered.problems().isEmpty()) {
            LOG.warn("receipt template {}: {}", name(head), rendered.problems().get(0));
        }
        // Bundled or signed: such a template may send the printer commands of its own.
        return ReceiptLine.layTrusted(rendered.markup(), columns);
    }

    /** Any template with any data, as for a preview. */
    public Page of(String name, Map<String, ?> data, Language language, int columns)
            throws TemplateException {
        return ReceiptLine.lay(templates.load(name, language).render(data), columns);
    }

    /** Lines of plain text, as for a report. */
    public static Page lines(List<String> lines, int columns) {
        return ReceiptLine.lay(String.join("\n", lines) + "\n=\n", columns);
    }

    private String name(Letterhead head) {
        if (!template.isEmpty()) {
            return template;
        }
        return head.template().isEmpty() ? SALE : head.template() + "/" + SALE;
    }
}
