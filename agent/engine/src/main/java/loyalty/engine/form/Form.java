package loyalty.engine.form;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.money.Rate;
import loyalty.engine.money.Span;

/**
 * One mapping of a pack. Each call names a key, says in a sentence what it means, and gives its
 * value; the same call writes the key into the JSON Schema when the form is only described. A
 * reader therefore asks for all its keys whatever it finds. What is wrong becomes a problem with a
 * hint, and a stand-in is given. Not thread-safe.
 */
public final class Form {
    private final Fields fields;
    private final Units units;
    private final Optional<Description> description;

    private Form(Fields fields, Units units, Optional<Description> description) {
        this.fields = fields;
        this.units = units;
        this.description = description;
    }

    public static Form reading(Fields fields, Units units) {
        return new Form(fields, units, Optional.empty());
    }

    /** The JSON Schema of what {@code read} asks for, its named parts under {@code $defs}. */
    public static Tree describe(Function<Form, ?> read) {
        Map<String, Node> definitions = new LinkedHashMap<>();
        Description root = new Description(definitions);
        record(read, root);
        Tree named = Tree.mapping();
        definitions.forEach(named::put);
        return root.schema().put("$defs", named.node());
    }

    private static Form blank(Optional<Description> description) {
        Node nothing = new Node.Mapping(Map.of(), Position.NONE);
        return new Form(Fields.of(nothing, new ArrayList<>()), Units.PROVISIONAL, description);
    }

    /** What {@code read} makes of a mapping without any key. */
    public static <T> T empty(Function<Form, T> read) {
        return read.apply(blank(Optional.empty()));
    }

    public Units units() {
        return units;
    }

    /** The same mapping, read on in other units. */
    public Form in(Units others) {
        return new Form(fields, others, description);
    }

    /** A mapping below this one that was read before, to note more problems with it. */
    public Form at(Node node, String path) {
        return new Form(Fields.of(node, path, fields.problems()), units, Optional.empty());
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

    /** Reports keys that nobody asked for. */
    public void end() {
        fields.end();
    }

    // Scalars

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

    /** All keys, when they are names that mean something by themselves. */
    public Set<String> names() {
        description.ifPresent(Description::anyScalars);
        return fields.keys();
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
            problem(key, "\"" + word.get() + "\" is not a period", "write PT24H, P14D or P6M");
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

    // Structure

    public <T> Optional<T> mapping(String key, String doc, Function<Form, T> read) {
        describeChild(key, doc, read);
        return fields.mapping(key).map(child -> read(child, read));
    }

    /** A mapping that must be there; one without keys stands in. */
    public <T> T requiredMapping(String key, String doc, Function<Form, T> read) {
        require(key);
        requireValue(key);
        return mapping(key, doc, read).orElseGet(() -> empty(read));
    }

    /** A mapping that occurs in several places and is described once, under {@code name}. */
    public <T> Optional<T> named(String key, String name, String doc, Function<Form, T> read) {
        description.ifPresent(d -> describeNamed(d, key, name, doc, read));
        return fields.mapping(key).map(child -> read(child, read));
    }

    /** A mapping, or a word that stands for one. */
    public <T> Optional<T> wordOr(
            String key,
            String doc,
            Function<String, Optional<T>> parse,
            String hint,
            Function<Form, T> read) {
        description.ifPresent(d -> d.property(key, doc, Kinds.wordOr(child(d, read))));
        Optional<Node> node = fields.any(key);
        if (node.isPresent() && node.get() instanceof Node.Mapping) {
            return fields.mapping(key).map(child -> read(child, read));
        }
        Optional<String> word = fields.text(key);
        Optional<T> value = word.flatMap(parse);
        if (word.isPresent() && value.isEmpty()) {
            problem(key, "cannot understand \"" + word.get() + "\"", hint);
        }
        return value;
    }

    public <T> List<T> each(String key, String doc, Function<Form, T> read) {
        description.ifPresent(d -> d.property(key, doc, Kinds.listOf(child(d, read))));
        return fields.each(key, child -> read(child, read));
    }

    /** As {@link #each}, but a list longer than {@code most} is refused without being read. */
    public <T> List<T> eachUpTo(int most, String key, String doc, Function<Form, T> read) {
        Optional<Node> node = fields.any(key);
        if (node.isPresent()
                && node.get() instanceof Node.Sequence list
                && list.items().size() > most) {
            problem(key, list.items().size() + " entries are too many", "at most " + most);
            return List.of();
        }
        return each(key, doc, read);
    }

    /** Keys chosen by the author, each with a mapping, in the document's order. */
    public <T> Map<String, T> byName(String key, String doc, BiFunction<String, Form, T> read) {
        description.ifPresent(
                d -> d.property(key, doc, Kinds.mapOf(child(d, f -> read.apply("", f)))));
        Map<String, T> values = new LinkedHashMap<>();
        fields.mapping(key)
                .ifPresent(
                        child ->
                                child.keys()
                                        .forEach(
                                                name ->
                                                        child.mapping(name)
                                                                .map(f -> read(f, name, read))
                                                                .ifPresent(
                                                                        v -> values.put(name, v))));
        return values;
    }

    /** Keys chosen by the author, each with a list of texts or one text. */
    public Map<String, List<String>> textsByName(String key, String doc) {
        describe(key, doc, Kinds.TEXTS_BY_NAME);
        Map<String, List<String>> values = new LinkedHashMap<>();
        fields.mapping(key)
                .ifPresent(
                        child ->
                                child.keys()
                                        .forEach(name -> values.put(name, oneOrMore(child, name))));
        return values;
    }

    /** Checks that exactly one of these keys is given; they are asked for one by one besides. */
    public void exactlyOne(String... keys) {
        description.ifPresent(d -> d.exactlyOne(List.of(keys)));
        long given = List.of(keys).stream().filter(fields::has).count();
        if (given != 1) {
            String list = String.join(", ", keys);
            problem(
                    given == 0 ? "one of " + list + " is missing" : "only one of " + list,
                    "write exactly one of them");
        }
    }

    private static List<String> oneOrMore(Fields child, String name) {
        Optional<Node> node = child.any(name);
        if (node.isPresent() && node.get() instanceof Node.Sequence) {
            return child.texts(name);
        }
        return child.text(name).map(List::of).orElse(List.of());
    }

    private <T> T read(Fields child, Function<Form, T> read) {
        Form form = new Form(child, units, Optional.empty());
        T value = read.apply(form);
        form.end();
        return value;
    }

    private <T> T read(Fields child, String name, BiFunction<String, Form, T> read) {
        return read(child, form -> read.apply(name, form));
    }

    private <T> void describeChild(String key, String doc, Function<Form, T> read) {
        description.ifPresent(d -> d.property(key, doc, child(d, read)));
    }

    private static <T> void describeNamed(
            Description d, String key, String name, String doc, Function<Form, T> read) {
        d.define(name, child -> record(read, child));
        d.property(key, doc, Description.reference(name));
    }

    private static <T> Tree child(Description parent, Function<Form, T> read) {
        Description child = parent.child();
        record(read, child);
        return child.schema();
    }

    /** Reads nothing, only to note in {@code into} what is asked for. */
    private static void record(Function<Form, ?> read, Description into) {
        Object unused = read.apply(blank(Optional.of(into)));
    }

    private void describe(String key, String doc, Kinds.Kind kind) {
        description.ifPresent(
                d -> {
                    d.define(kind.name(), kind.schema());
                    d.property(key, doc, Description.reference(kind.name()));
                });
    }

    private void describeSchema(String key, String doc, java.util.function.Supplier<Tree> schema) {
        description.ifPresent(d -> d.property(key, doc, schema.get()));
    }

    private void require(String key) {
        description.ifPresent(d -> d.require(key));
    }

    private void requireValue(String key) {
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
