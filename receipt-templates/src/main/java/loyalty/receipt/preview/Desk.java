package loyalty.receipt.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;

/** What a template editor can open: every sample, and the template that prints it. Immutable. */
public final class Desk {
    private final Templates templates;

    public Desk(Templates templates) {
        this.templates = templates;
    }

    /**
     * One thing that can be opened.
     *
     * @param sample the name of the sample, such as {@code sale-offline}
     * @param template the name of the template it is for, such as {@code sale}
     */
    public record Choice(String sample, String template) {}

    /** A template's text and the sample's, as their authors wrote them. */
    public record Opened(Choice choice, String source, String sample) {}

    /** All choices, the common ones first. */
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (String sample : Templates.SAMPLES) {
            choice(sample).ifPresent(choices::add);
        }
        return choices;
    }

    /** Opens a sample and its template; empty if there is no such sample. */
    public Optional<Opened> open(String sample, Language language) {
        Optional<Choice> choice = choice(sample);
        Optional<String> source =
                choice.flatMap(found -> templates.source(found.template(), language));
        Optional<String> text = templates.sampleText(sample);
        return source.isEmpty() || text.isEmpty()
                ? Optional.empty()
                : choice.map(found -> new Opened(found, source.get(), text.get()));
    }

    /** The paper of a template being edited. */
    public Preview preview(
            String name, Language language, String source, String sample, int columns) {
        return Preview.of(templates, name, language, source, sample, columns);
    }

    private Optional<Choice> choice(String sample) {
        String programme = sample.substring(0, sample.indexOf('/') + 1);
        return templates.sample(sample).map(data -> template(data, sample, programme));
    }

    private static Choice template(Map<String, Object> data, String sample, String programme) {
        Object named = data.get("template");
        return new Choice(sample, named == null ? sample : programme + named);
    }
}
