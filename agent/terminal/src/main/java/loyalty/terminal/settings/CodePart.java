package loyalty.terminal.settings;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import loyalty.drivers.code.CardRange;
import loyalty.drivers.code.CheckDigit;
import loyalty.drivers.code.CodeRules;
import loyalty.engine.document.Fields;

/** Reads from {@code agent.yaml} what the shop scans: cards, phones, promo codes, signed codes. */
final class CodePart {
    private static final Map<String, CheckDigit> CHECKS =
            Map.of("gs1", CheckDigit.GS1, "luhn", CheckDigit.LUHN, "none", CheckDigit.NONE);

    private CodePart() {}

    static CodeSettings read(Fields fields) {
        CodeRules usual = CodeRules.usual();
        List<CardRange> cards = new ArrayList<>();
        fields.each("cards", CodePart::cardRange).forEach(range -> range.ifPresent(cards::add));
        List<String> countries = fields.texts("phoneCountries");
        for (String country : countries) {
            if (!country.matches("[1-9][0-9]{0,2}")) {
                String message = "\"" + country + "\" is no calling code";
                fields.problem("phoneCountries", message, "such as 7 or 375");
            }
        }
        List<Pattern> promos = patterns(fields, "promoCodes");
        List<Pattern> receipts = patterns(fields, "receipts");
        Map<String, PublicKey> issuers = issuers(fields);
        fields.end();
        try {
            CodeRules rules =
                    new CodeRules(
                            fields.has("cards") ? cards : usual.cards(),
                            fields.has("phoneCountries") ? countries : usual.phoneCountries(),
                            promos,
                            fields.has("receipts") ? withOwn(receipts) : usual.receipts());
            return new CodeSettings(rules, issuers);
        } catch (IllegalArgumentException e) {
            fields.problem("cards", String.valueOf(e.getMessage()), "");
            return new CodeSettings(usual, issuers);
        }
    }

    private static Optional<CardRange> cardRange(Fields fields) {
        String prefix = fields.text("prefix").orElse("");
        String from = fields.text("from").orElse(prefix);
        String to = fields.text("to").orElse(from);
        String name = fields.text("name").orElse(from);
        int length = (int) fields.whole("length", 13, 1, 64);
        CheckDigit check = fields.choice("check", CheckDigit.GS1, CHECKS);
        fields.end();
        try {
            return Optional.of(new CardRange(name, from, to, length, check));
        } catch (IllegalArgumentException e) {
            fields.problem(String.valueOf(e.getMessage()), "such as {prefix: \"29\", length: 13}");
            return Optional.empty();
        }
    }

    private static List<Pattern> patterns(Fields fields, String key) {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : fields.texts(key)) {
            try {
                patterns.add(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                String message = "\"" + text + "\" is not a pattern: " + e.getDescription();
                fields.problem(key, message, "such as PROMO-[A-Z0-9]{4,12}");
            }
        }
        return patterns;
    }

    private static Map<String, PublicKey> issuers(Fields fields) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        Optional<Fields> named = fields.mapping("issuers");
        for (String name : named.map(Fields::keys).orElse(Set.of())) {
            Fields issuers = named.orElseThrow();
            try {
                byte[] encoded = Base64.getDecoder().decode(issuers.requiredText(name));
                KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
                keys.put(name, ed25519.generatePublic(new X509EncodedKeySpec(encoded)));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                issuers.problem(name, "not an Ed25519 public key", "X.509 form in Base64");
            }
        }
        return keys;
    }

    /** Whatever else a shop scans, our own receipts' codes are known. */
    private static List<Pattern> withOwn(List<Pattern> receipts) {
        List<Pattern> all = new ArrayList<>(receipts);
        all.add(CodeRules.SIGNED_SALE);
        return all;
    }
}
