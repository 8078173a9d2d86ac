package loyalty.engine.promotion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.quote.Message.Audience;

/** A promotion's texts, by language and reader. Immutable. */
public record Texts(Map<String, Map<Audience, String>> byLanguage) {
    public static final Texts NONE = new Texts(Map.of());

    /** Texts in one language. */
    public static Map<Audience, String> readOne(Form form) {
        Map<Audience, String> texts = new LinkedHashMap<>();
        form.text("cashier", "shown to the cashier").ifPresent(t -> texts.put(Audience.CASHIER, t));
        form.text("receipt", "printed").ifPresent(t -> texts.put(Audience.RECEIPT, t));
        form.text("display", "shown to the customer")
                .ifPresent(t -> texts.put(Audience.DISPLAY, t));
        return texts;
    }

    /** The text in {@code language}, else in the first language that has one. */
    public Optional<String> text(String language, Audience audience) {
        if (byLanguage.isEmpty()) {
            return Optional.empty();
        }
        Map<Audience, String> wanted = byLanguage.getOrDefault(language, Map.of());
        if (wanted.containsKey(audience)) {
            return Optional.of(wanted.get(audience));
        }
        return byLanguage.values().stream()
                .filter(texts -> texts.containsKey(audience))
                .map(texts -> texts.get(audience))
                .findFirst();
    }
}
