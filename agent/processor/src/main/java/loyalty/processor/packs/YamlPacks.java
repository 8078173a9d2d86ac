package loyalty.processor.packs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.processor.member.Circumstances.Shortfall;
import loyalty.processor.sync.Programme;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.text.YamlText;

/** Reads packs written in YAML or JSON, which is YAML too. */
public final class YamlPacks implements PackReading {
    @Override
    public ReadPack read(String text) throws InvalidDocumentException {
        Node node = YamlText.read(text, "pack");
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(node, problems);
        String currency = fields.requiredText("currency");
        ReadPack pack =
                new ReadPack(
                        CanonicalForm.hash(node.unplaced()),
                        new Programme.Facts(
                                fields.requiredText("programme"),
                                currency,
                                fields.requiredText("zone"),
                                fields.mapping("points")
                                        .map(points -> (int) points.whole("scale", 0, 0, 2))
                                        .orElse(0),
                                digits(fields, currency),
                                fields.mapping("returns")
                                        .flatMap(returns -> returns.text("onShortfall"))
                                        .map(YamlPacks::shortfall)
                                        .orElse(Shortfall.NEGATIVE),
                                Duration.ofDays(14)),
                        List.of());
        fields.throwIfInvalid();
        return pack;
    }

    private static Shortfall shortfall(String word) {
        return Shortfall.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static int digits(Fields fields, String currency) {
        try {
            return Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            fields.problem("currency", "unknown currency " + currency, "write RUB, BYN, KZT …");
            return 2;
        }
    }
}
