package loyalty.engine.form;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.money.Rate;
import loyalty.engine.money.Span;

/** The plain values of a {@link Form}: texts, amounts, rates, periods, times. */
class Scalars {
    final Fields fields;
    final Units units;
    final Optional<Description> description;

    Scalars(Fields fields, Units units, Optional<Description> description) {
        this.fields = fields;
        this.units = units;
        this.description = description;
    }

    public Units units() {
        return units;
    }

    public boolean has(String key) {
        return fields.has(key);
    }

    public Node node() {
        return fields.node();
    }

    public String path() {
        return fields.path();
    }

    public void problem(String key, String message, String hint) {
        fields.problem(key, message, hint);
    }

    public void problem(String message, String hint) {
        fields.problem(message, hint);
    }

    public Optional<String> text(String key, String doc) {
        describe(key, doc, Kinds.TEXT);
        return fields.text(key);
    }

    public String requiredText(String key, String doc) {
        describe(key, doc, Kinds.TEXT);
        require(key);
        return fields.requiredText(key);
    }

    public List<String> texts(String key, String doc) {
        describe(key, doc, Kinds.TEXTS);
        List<String> texts = fields.texts(key);
        if (texts.isEmpty() && fields.has(key)) {
            problem(key, "the list is empty and would match nothing", "leave the key out");
        }
        return texts;
    }

    /** A list of texts that may as well be empty. */
    public List<String> textsOrNone(String key, String doc) {
        describeSchema(key, doc, () -> Kinds.listOf(Kinds.TEXT.schema()));
        return fields.texts(key);
    }

    public boolean truth(String key, boolean otherwise, String doc) {
        describe(key, doc, Kinds.TRUTH);
        return fields.truth(key, otherwise);
    }

    public long whole(String key, long otherwise, long least, long most, String doc) {
        describeSchema(key, doc, () -> Kinds.whole(least, most));
        return fields.whole(key, otherwise, least, most);
    }

    public long requiredWhole(String key, long least, long most, String doc) {
        require(key);
        requireValue(key);
        return whole(key, least, least, most, doc);
    }

    public <E extends Enum<E>> E choice(String key, E otherwise, Map<String, E> words, String doc) {
        describeSchema(key, doc, () -> Kinds.choice(words.keySet()));
        return fields.choice(key, otherwise, words);
    }

    public Optional<Money> money(String key, String doc) {
        describe(key, doc, Kinds.MONEY);
        return exact(key, this::toMoney, moneyHint());
    }

    public Money requiredMoney(String key, String doc) {
        require(key);
        requireValue(key);
        return money(key, doc).orElse(Money.ZERO);
    }

    public Optional<Points> points(String key, String doc) {
        describe(key, doc, Kinds.POINTS);
        return exact(
                key,
                value -> units.points().points(value).filter(p -> p.units() >= 0),
                "points are not negative and have " + units.points().decimals() + " decimals");
    }

    public Points requiredPoints(String key, String doc) {
        require(key);
        requireValue(key);
        return points(key, doc).orElse(Points.ZERO);
    }

    public Optional<Quantity> quantity(String key, String doc) {
        describe(key, doc, Kinds.QUANTITY);
        return exact(key, Quantity::of, "a quantity is 0 to 10000 with up to 6 decimals");
    }

    /** A decimal fraction up to 1, or a percentage of any size. */
    public Optional<Rate> rate(String key, String doc) {
        describe(key, doc, Kinds.RATE);
        return fields.text(key).flatMap(word -> Rates.parse(word, problemOf(key)));
    }

    public Rate requiredRate(String key, String doc) {
        require(key);
        requireValue(key);
        return rate(key, doc).orElse(Rate.ZERO);
    }

    /** A part of something: 0 to 100 %. */
    public Optional<Rate> share(String key, String doc) {
        Optional<Rate> rate = rate(key, doc);
        if (rate.isPresent() && rate.get().compareTo(Rate.ONE) > 0) {
            problem(key, "is more than 100%", "write a part of the whole, as \"30%\"");
            return Optional.empty();
        }
        return rate;
    }

    /** A factor: a plain decimal, 0 to 1000. */
    public Optional<Rate> factor(String key, String doc) {
        describe(key, doc, Kinds.FACTOR);
        return exact(
                key,
                value ->
                        value.signum() < 0
                                        || value.compareTo(BigDecimal.valueOf(1000)) > 0
                                        || value.stripTrailingZeros().scale() > 4
                                ? Optional.empty()
                                : Optional.of(Rate.of(value)),
                "a factor is 0 to 1000 with up to 4 decimals");
    }

    public Optional<Span> span(String key, String doc) {
        describe(key, doc, Kinds.SPAN);
        Optional<String> word = fields.text(key);
        Optional<Span> span = word.flatMap(Span::parse);
        if (word.isPresent() && span.isEmpty()) {
            problem(
                    key,
                    "\"" + word.get() + "\" is not a period",
                    "write PT24H, P14D or P6M; 100 years at most");
        }
        return span;
    }

    /** A calendar date. */
    public Optional<LocalDate> date(String key, String doc) {
        return word(key, doc, Moments::parseDate, "write 1990-12-04");
    }

    public Instant requiredMoment(String key, String doc) {
        require(key);
        requireValue(key);
        return moment(key, doc).orElse(Instant.EPOCH);
    }

    /** A date (00:00 in the programme's zone) or an instant with its offset. */
    public Optional<Instant> moment(String key, String doc) {
        describe(key, doc, Kinds.MOMENT);
        return fields.text(key).flatMap(word -> Moments.parse(word, units.zone(), problemOf(key)));
    }

    /** A word with a meaning of its own, as {@code rolling P12M}. */
    public <T> Optional<T> word(
            String key, String doc, Function<String, Optional<T>> parse, String hint) {
        describe(key, doc, Kinds.TEXT);
        Optional<String> word = fields.text(key);
        Optional<T> value = word.flatMap(parse);
        if (word.isPresent() && value.isEmpty()) {
            problem(key, "cannot understand \"" + word.get() + "\"", hint);
        }
        return value;
    }

    final void describe(String key, String doc, Kinds.Kind kind) {
        description.ifPresent(
                d -> {
                    d.define(kind.name(), kind.schema());
                    d.property(key, doc, Description.reference(kind.name()));
                });
    }

    final void describeSchema(String key, String doc, Supplier<Tree> schema) {
        description.ifPresent(d -> d.property(key, doc, schema.get()));
    }

    final void require(String key) {
        description.ifPresent(d -> d.require(key));
    }

    final void requireValue(String key) {
        fields.requiredAny(key);
    }

    private Optional<Money> toMoney(BigDecimal value) {
        return units.currency().money(value).filter(money -> money.minor() >= 0);
    }

    private String moneyHint() {
        return "an amount is not negative and has "
                + units.currency().digits()
                + " decimals in "
                + units.currency().code();
    }

    private <T> Optional<T> exact(
            String key, Function<BigDecimal, Optional<T>> convert, String hint) {
        Optional<BigDecimal> decimal = fields.decimal(key);
        Optional<T> value = decimal.flatMap(convert);
        if (decimal.isPresent() && value.isEmpty()) {
            problem(key, decimal.get().toPlainString() + " is not possible here", hint);
        }
        return value;
    }

    private BiConsumer<String, String> problemOf(String key) {
        return (message, hint) -> fields.problem(key, message, hint);
    }
}
