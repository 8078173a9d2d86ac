package loyalty.receipt.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Problem;
import loyalty.receipt.paper.PngPaper;
import loyalty.receipt.paper.SvgPaper;
import loyalty.receipt.paper.TextPaper;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Sample;
import loyalty.receipt.template.TemplateException;
import loyalty.receipt.template.Templates;

/**
 * What a template that is being written would print: the pure part of the live preview. Never
 * fails; while the template cannot be used the page is empty and the problems say why.
 *
 * @param page the paper
 * @param problems in the template, by its own lines, and line 0 for the sample
 */
public record Preview(Page page, List<Problem> problems) {
    public Preview {
        problems = List.copyOf(problems);
    }

    /**
     * Tries a template with sample data on paper this wide.
     *
     * @param name what the template will be called; decides whose words it sees
     * @param sample lines of {@code path = value}
     */
    public static Preview of(
            Templates templates,
            String name,
            Language language,
            String source,
            String sample,
            int columns) {
        try {
            return of(templates, name, language, source, Sample.read(sample), columns);
        } catch (IllegalArgumentException e) {
            Problem problem = new Problem(0, 0, String.valueOf(e.getMessage()));
            return new Preview(ReceiptLine.lay("", columns), List.of(problem));
        }
    }

    /** The same with data at hand, such as that of a real sale. */
    public static Preview of(
            Templates templates,
            String name,
            Language language,
            String source,
            Map<String, ?> data,
            int columns) {
        List<Problem> problems = new ArrayList<>();
        try {
            problems.addAll(templates.check(name, language, source, data));
            String markup = templates.compile(name, language, source).render(data);
            return new Preview(ReceiptLine.layTrusted(markup, columns), problems);
        } catch (TemplateException e) {
            problems.removeAll(e.problems());
            problems.addAll(e.problems());
            return new Preview(ReceiptLine.lay("", columns), problems);
        }
    }

    public String text() {
        return TextPaper.of(page);
    }

    public String svg() {
        return SvgPaper.of(page);
    }

    public byte[] png() {
        return PngPaper.of(page);
    }
}
