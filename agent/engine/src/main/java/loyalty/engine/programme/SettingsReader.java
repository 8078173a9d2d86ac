package loyalty.engine.programme;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.form.Form;
import loyalty.engine.form.Units;
import loyalty.engine.money.Currency;
import loyalty.engine.money.Money;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.money.Span;

/** Reads the head of a pack. */
final class SettingsReader {
    private static final int MIN_KEY = 16;
    private static final Map<String, Group.Mode> MODES =
            words("stack", Group.Mode.STACK, "best", Group.Mode.BEST, "first", Group.Mode.FIRST);
    private static final Map<String, Earn.Base> BASES =
            words(
                    "paid",
                    Earn.Base.PAID,
                    "discounted",
                    Earn.Base.DISCOUNTED,
                    "full",
                    Earn.Base.FULL);
    private static final Map<String, Earn.Scope> SCOPES =
            words("receipt", Earn.Scope.RECEIPT, "line", Earn.Scope.LINE);
    private static final Map<String, Tiers.By> BY =
            words(
                    "spend", Tiers.By.SPEND,
                    "purchases", Tiers.By.PURCHASES,
                    "given", Tiers.By.GIVEN);
    private static final Map<String, Tiers.Downgrade> DOWNGRADES =
            words(
                    "toWindow", Tiers.Downgrade.TO_WINDOW,
                    "oneStep", Tiers.Downgrade.ONE_STEP,
                    "never", Tiers.Downgrade.NEVER);

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
        EarnPart earn =
                pack.mapping("earn", "how purchases earn", EarnPart::read)
                        .orElseGet(() -> Form.empty(EarnPart::read));
        String programme = pack.requiredText("programme", "short name of the programme");
        return new Settings(
                programme,
                pack.text("title", "the programme's name for people, as VЁSKA").orElse(programme),
                units.currency(),
                units.zone(),
                units.points(),
                pointNames,
                tiers(earn.rate),
                earn.earn,
                pack.mapping("redeem", "what points may pay for", SettingsReader::redeem)
                        .orElseGet(() -> Form.empty(SettingsReader::redeem)),
                pack.mapping("returns", "what a return does", SettingsReader::returns)
                        .orElseGet(() -> Form.empty(SettingsReader::returns)),
                pack.mapping("offline", "without the processor", SettingsReader::offline)
                        .orElseGet(() -> Form.empty(SettingsReader::offline)),
                pack.byName("groups", "promotions that compete", SettingsReader::group),
                pack.mapping("messages", "what is told when", this::balanceFrom)
                        .orElse(Points.ZERO),
                codeKey());
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

    private static Group group(String name, Form form) {
        return new Group(
                name,
                form.choice(
                        "mode",
                        Group.Mode.STACK,
                        MODES,
                        "all one after the other, the one worth most, or the highest priority"),
                form.choice(
                                "scope",
                                Earn.Scope.RECEIPT,
                                SCOPES,
                                "one choice for the receipt, or one for each unit")
                        == Earn.Scope.LINE);
    }

    // Tiers

    private Tiers tiers(Rate baseRate) {
        return pack.mapping("tiers", "levels of members", SettingsReader::tiers)
                .orElseGet(
                        () ->
                                new Tiers(
                                        Tiers.By.GIVEN,
                                        Window.LIFETIME,
                                        List.of(nameless(baseRate)),
                                        Tiers.Downgrade.TO_WINDOW,
                                        false));
    }

    private static Tiers.Level nameless(Rate rate) {
        return new Tiers.Level("", 0, rate, Rate.ZERO, Optional.empty(), Optional.empty());
    }

    private static Tiers tiers(Form form) {
        Tiers.By by = form.choice("by", Tiers.By.SPEND, BY, "what moves a member between levels");
        Window window =
                form.word(
                                "window",
                                "over which it is counted: " + Window.WORDS,
                                Window::parse,
                                Window.WORDS)
                        .orElse(Window.LIFETIME);
        List<Tiers.Level> levels = form.each("levels", "lowest first", level -> level(level, by));
        checkLevels(form, levels);
        return new Tiers(
                by,
                window,
                levels.isEmpty() ? List.of(nameless(Rate.ZERO)) : levels,
                form.choice(
                        "downgrade",
                        Tiers.Downgrade.TO_WINDOW,
                        DOWNGRADES,
                        "what happens to who no longer qualifies"),
                form.truth("countsItself", false, "a purchase already counts for its own tier"));
    }

    private static void checkLevels(Form form, List<Tiers.Level> levels) {
        if (levels.isEmpty()) {
            form.problem("levels", "there are no levels", "add at least one");
            return;
        }
        if (levels.get(0).from() != 0) {
            form.problem("levels", "nobody is below the first level", "write from: \"0\" first");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < levels.size(); i++) {
            if (!names.add(levels.get(i).name())) {
                form.problem("levels", "two levels " + levels.get(i).name(), "rename one");
            }
            if (i > 0 && levels.get(i).from() <= levels.get(i - 1).from()) {
                form.problem(
                        "levels",
                        levels.get(i).name() + " does not start above " + levels.get(i - 1).name(),
                        "write levels lowest first");
            }
        }
    }

    private static Tiers.Level level(Form form, Tiers.By by) {
        return new Tiers.Level(
                form.requiredText("name", "as printed"),
                from(form, by),
                form.rate("earn", "rate of what purchases earn").orElse(Rate.ZERO),
                form.share("discount", "taken off whatever is left after promotions")
                        .orElse(Rate.ZERO),
                form.span("life", "of points earned, for lots that expire byTier"),
                form.share("cap", "of the receipt that points may pay"));
    }

    private static long from(Form form, Tiers.By by) {
        if (by == Tiers.By.PURCHASES) {
            return form.whole("from", 0, 0, 1_000_000, "number of purchases, included");
        }
        return form.money("from", "money spent, or number of purchases, included")
                .orElse(Money.ZERO)
                .minor();
    }

    // Earning, redeeming, returns, offline

    /** How purchases earn, and the rate of a programme without tiers. */
    private record EarnPart(Earn earn, Rate rate) {
        static EarnPart read(Form form) {
            RoundingRule rounding =
                    form.mapping("rounding", "to whole points", RoundingRule::read)
                            .orElseGet(() -> Form.empty(RoundingRule::read));
            Earn earn =
                    new Earn(
                            form.choice(
                                    "on",
                                    Earn.Base.PAID,
                                    BASES,
                                    "after discounts and redemption, before redemption, or before"
                                            + " both"),
                            rounding.scope,
                            rounding.mode,
                            form.named("lot", "lotRule", "life of what is earned", LotRule::read)
                                    .orElse(LotRule.PLAIN),
                            form.truth("prolong", false, "a purchase prolongs earlier ones' lots"));
            return new EarnPart(
                    earn,
                    form.rate("rate", "what purchases earn in a programme without tiers")
                            .orElse(Rate.ZERO));
        }
    }

    /** Scope and mode of rounding. */
    private record RoundingRule(Earn.Scope scope, Earn.Rounding mode) {
        private static final Map<String, Earn.Rounding> WORDS =
                words(
                        "floor", Earn.Rounding.FLOOR,
                        "halfUp", Earn.Rounding.HALF_UP,
                        "halfEven", Earn.Rounding.HALF_EVEN,
                        "ceiling", Earn.Rounding.CEILING);

        static RoundingRule read(Form form) {
            return new RoundingRule(
                    form.choice("scope", Earn.Scope.RECEIPT, SCOPES, "what is rounded at once"),
                    form.choice("mode", Earn.Rounding.FLOOR, WORDS, "in which direction"));
        }
    }

    private static Redeem redeem(Form form) {
        Redeem redeem =
                new Redeem(
                        form.share("cap", "part of the redeemable lines that points may pay")
                                .orElse(Rate.ONE),
                        form.choice(
                                        "capScope",
                                        Earn.Scope.RECEIPT,
                                        SCOPES,
                                        "whether the cap bounds the receipt or every line")
                                == Earn.Scope.LINE,
                        form.truth(
                                "onDiscountedLines", true, "whether discounted lines may be paid"),
                        form.points("step", "only multiples of this").orElse(Points.of(1)),
                        form.points("minPoints", "fewer are not redeemed").orElse(Points.ZERO),
                        form.money("minBasket", "below this nothing is redeemed")
                                .orElse(Money.ZERO),
                        form.points("maximum", "never more on one receipt"),
                        form.money("minLineAmount", "what each line must still cost in money")
                                .orElse(Money.of(1)));
        if (!redeem.step().isPositive()) {
            form.problem("step", "a step of 0 leads nowhere", "leave it out or raise it");
        }
        return redeem;
    }

    private static ReturnRules returns(Form form) {
        return new ReturnRules(
                form.choice(
                        "onShortfall",
                        ReturnRules.OnShortfall.NEGATIVE,
                        words(
                                "negative", ReturnRules.OnShortfall.NEGATIVE,
                                "withhold", ReturnRules.OnShortfall.WITHHOLD,
                                "forgive", ReturnRules.OnShortfall.FORGIVE),
                        "when earned points are spent already: owe them, keep their value back"
                                + " from the refund, or let them go"),
                form.span("returnGrace", "life of points that come back after their lot expired")
                        .orElse(Span.of(Period.ofDays(14))),
                form.choice(
                                "onBrokenCondition",
                                Broken.KEEP,
                                words("keep", Broken.KEEP, "reprice", Broken.REPRICE),
                                "whether the rest is repriced when a condition no longer holds")
                        == Broken.REPRICE);
    }

    private static Offline offline(Form form) {
        Offline offline =
                new Offline(
                        form.choice(
                                "policy",
                                Offline.Policy.ESCROW,
                                words(
                                        "escrow", Offline.Policy.ESCROW,
                                        "knownBalance", Offline.Policy.KNOWN_BALANCE,
                                        "floorLimit", Offline.Policy.FLOOR_LIMIT,
                                        "refuse", Offline.Policy.REFUSE),
                                "how points are redeemed"),
                        form.span("maxAge", "of the cached member")
                                .orElse(Span.of(Duration.ofHours(24))),
                        form.points("perMember", "floor limit until the next contact"),
                        form.points("perRegister", "floor limit until the next contact"),
                        form.span("term", "of spending rights since the last contact")
                                .orElse(Span.of(Period.ofDays(3))),
                        form.share("leaseShare", "the most of a lot that is out on lease")
                                .orElse(Rate.percent(50)),
                        form.span("idleReturn", "after which unused rights go home")
                                .orElse(Span.of(Period.ofDays(14))),
                        form.span("expiryMargin", "rights of a lot end this much before it")
                                .orElse(Span.of(Duration.ofMinutes(5))),
                        (int) form.whole("lowerOffline", 3, 0, 1000, "then try harder"),
                        (int) form.whole("upperOffline", 10, 0, 1000, "then stop redeeming"),
                        form.choice(
                                        "singleUseCodes",
                                        SingleUse.NEEDS_ONLINE,
                                        words(
                                                "needsOnline", SingleUse.NEEDS_ONLINE,
                                                "accept", SingleUse.ACCEPT),
                                        "single-use codes without the processor")
                                == SingleUse.ACCEPT);
        if (offline.lowerOffline() > offline.upperOffline()) {
            form.problem("lowerOffline", "is above upperOffline", "swap them");
        }
        return offline;
    }

    private enum Broken {
        KEEP,
        REPRICE
    }

    private enum SingleUse {
        NEEDS_ONLINE,
        ACCEPT
    }

    private static <E> Map<String, E> words(String one, E first, String two, E second) {
        Map<String, E> words = new LinkedHashMap<>();
        words.put(one, first);
        words.put(two, second);
        return words;
    }

    private static <E> Map<String, E> words(
            String one, E first, String two, E second, String three, E third) {
        Map<String, E> words = words(one, first, two, second);
        words.put(three, third);
        return words;
    }

    private static <E> Map<String, E> words(
            String a, E first, String b, E second, String c, E third, String d, E fourth) {
        Map<String, E> words = words(a, first, b, second, c, third);
        words.put(d, fourth);
        return words;
    }
}
