package loyalty.engine.programme;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import loyalty.engine.form.Form;
import loyalty.engine.form.Units;
import loyalty.engine.money.Currency;
import loyalty.engine.money.Money;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;

/** Reads the head of a pack. */
final class SettingsReader {
    private static final int MIN_KEY = 16;

    private final Form pack;
    private final Map<String, List<String>> pointNames;

    private SettingsReader(Form pack, Map<String, List<String>> pointNames) {
        this.pack = pack;
        this.pointNames = pointNames;
    }

    static Settings read(Form pack) {
        Currency currency = currency(pack);
        PointsPart points =
                pack.mapping("points", "what points are", form -> PointsPart.read(form, currency))
                        .orElseGet(() -> PointsPart.plain(currency));
        Units units = new Units(currency, points.scale, zone(pack));
        return new SettingsReader(pack.in(units), points.names).settings();
    }

    private static Currency currency(Form pack) {
        String code = pack.requiredText("currency", "ISO 4217 code of the one currency");
        Optional<Currency> currency = Currency.of(code);
        if (currency.isEmpty() && pack.has("currency")) {
            pack.problem("currency", "unknown currency " + code, "write a code as RUB, BYN, KZT");
        }
        return currency.orElse(Units.PROVISIONAL.currency());
    }

    private static ZoneId zone(Form pack) {
        String name = pack.requiredText("zone", "time zone of every calendar rule");
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            pack.problem("zone", "unknown time zone " + name, "write one as Europe/Moscow");
            return ZoneOffset.UTC;
        }
    }

    /** What points are, and what they are called. */
    private record PointsPart(PointScale scale, Map<String, List<String>> names) {
        /** One point for one unit of the currency. */
        static PointsPart plain(Currency currency) {
            return new PointsPart(new PointScale(0, one(currency)), Map.of());
        }

        static PointsPart read(Form form, Currency currency) {
            return new PointsPart(
                    scale(form.in(new Units(currency, plain(currency).scale, ZoneOffset.UTC))),
                    form.textsByName(
                            "names", "for each language the forms of the word: one, few, many"));
        }

        /** One unit of the scale must be worth a whole number of minor units. */
        private static PointScale scale(Form form) {
            Currency currency = form.units().currency();
            int decimals = (int) form.whole("scale", 0, 0, 2, "decimals of a point");
            Money value = form.money("value", "what one point pays for").orElse(one(currency));
            long parts = BigDecimal.TEN.pow(decimals).longValueExact();
            if (value.isPositive() && value.minor() % parts == 0) {
                return new PointScale(decimals, Money.of(value.minor() / parts));
            }
            form.problem(
                    "value",
                    "the smallest part of a point is not worth a whole number of minor units of "
                            + currency.code(),
                    "raise value or lower scale");
            return plain(currency).scale;
        }

        private static Money one(Currency currency) {
            return Money.of(BigDecimal.TEN.pow(currency.digits()).longValueExact());
        }
    }

    private Settings settings() {
        Units units = pack.units();
        EarnPart earn = part("earn", "how purchases earn", EarnPart::read);
        String programme = pack.requiredText("programme", "short name of the programme");
        return new Settings(
                programme,
                pack.text("title", "the programme's name for people, as VЁSKA").orElse(programme),
                units.currency(),
                units.zone(),
                units.points(),
                pointNames,
                pack.mapping("tiers", "levels of members", Tiers::read)
                        .orElseGet(() -> Tiers.none(earn.rate)),
                earn.earn,
                part("redeem", "what points may pay for", Redeem::read),
                part("returns", "what a return does", ReturnRules::read),
                part("offline", "without the processor", Offline::read),
                pack.byName("groups", "promotions that compete", Group::read),
                pack.mapping("messages", "what is told when", this::balanceFrom)
                        .orElse(Points.ZERO),
                codeKey());
    }

    /** A part of the head; all defaults if it is left out. */
    private <T> T part(String key, String doc, Function<Form, T> read) {
        return pack.mapping(key, doc, read).orElseGet(() -> Form.empty(read));
    }

    private String codeKey() {
        String key = pack.text("codeKey", "key of derived codes").orElse("");
        if (!key.isEmpty() && key.length() < MIN_KEY) {
            pack.problem("codeKey", "is too short to be a key", "write 16 characters or more");
        }
        return key;
    }

    private Points balanceFrom(Form form) {
        return form.points("balanceFrom", "tell the balance only from this many points")
                .orElse(Points.ZERO);
    }

    /** How purchases earn, and the rate of a programme without tiers. */
    private record EarnPart(Earn earn, Rate rate) {
        static EarnPart read(Form form) {
            return new EarnPart(
                    Earn.read(form),
                    form.rate("rate", "what purchases earn in a programme without tiers")
                            .orElse(Rate.ZERO));
        }
    }
}
