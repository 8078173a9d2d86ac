package loyalty.processor.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.money.Span;
import loyalty.processor.member.Amounts;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Circumstances.Shortfall;
import loyalty.processor.member.Views;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.protocol.text.JsonText;

/**
 * What the processor must know of the programme between packs: its name, and how points and money
 * are counted, which never change once the first pack was taken.
 */
public final class Programme {
    private static final Home HOME = new Home(Kind.SETTINGS, "programme");

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Office office;

    /** The facts as last read, and when; so that transactions need no second connection. */
    private volatile Optional<Known> known = Optional.empty();

    private record Known(Facts facts, Instant at) {}

    /** The facts, read from a pack. */
    public record Facts(
            String name,
            String currency,
            String zone,
            int pointDecimals,
            int moneyDecimals,
            Shortfall shortfall,
            String returnGrace,
            int leaseShare) {

        /** True if another pack counts as this one does. */
        public boolean countsLike(Facts other) {
            return name.equals(other.name)
                    && currency.equals(other.currency)
                    && zone.equals(other.zone)
                    && pointDecimals == other.pointDecimals;
        }
    }

    public Programme(Office office) {
        this.office = office;
    }

    /** None until the first pack was taken. */
    public Optional<Facts> facts() throws StoreException {
        Optional<Known> last = known;
        Instant now = office.now();
        if (last.isPresent() && now.isBefore(last.get().at().plus(FRESH))) {
            return last.map(Known::facts);
        }
        Optional<Facts> facts = office.store().find(HOME).map(Document::state).map(Programme::read);
        known = facts.map(found -> new Known(found, now));
        return facts;
    }

    /** The first pack decides, later ones must count alike. */
    public void remember(Facts facts) throws StoreException {
        office.store()
                .transact(
                        HOME,
                        transaction -> {
                            transaction.save(1, write(facts), false);
                            return true;
                        });
        known = Optional.of(new Known(facts, office.now()));
    }

    String name() throws StoreException {
        return facts().map(Facts::name).orElse("");
    }

    /** How points and money are written; whole points and two decimals until a pack says more. */
    public Amounts amounts() throws StoreException {
        return facts().map(facts -> new Amounts(facts.pointDecimals(), facts.moneyDecimals()))
                .orElse(new Amounts(0, 2));
    }

    Views views() throws StoreException {
        return new Views(amounts());
    }

    Circumstances circumstances(Registers registers) throws StoreException {
        Optional<Facts> facts = facts();
        return new Circumstances(
                office.now(),
                registers::dead,
                facts.map(Facts::shortfall).orElse(Shortfall.NEGATIVE),
                facts.map(this::grace).orElse(Duration.ofDays(14)),
                facts.map(Facts::leaseShare).orElse(office.settings().offline().leaseShare()),
                office.settings().offline().reservationLimit(),
                registers.allReported());
    }

    /** A grace of a calendar month is as long as the month that begins now. */
    private Duration grace(Facts facts) {
        Instant now = office.now();
        return Span.parse(facts.returnGrace())
                .map(span -> Duration.between(now, span.after(now, ZoneId.of(facts.zone()))))
                .orElse(Duration.ofDays(14));
    }

    private static String write(Facts facts) {
        return JsonText.write(
                Tree.mapping()
                        .put("name", facts.name())
                        .put("currency", facts.currency())
                        .put("zone", facts.zone())
                        .put("pointDecimals", facts.pointDecimals())
                        .put("moneyDecimals", facts.moneyDecimals())
                        .put("shortfall", facts.shortfall().name())
                        .put("returnGrace", facts.returnGrace())
                        .put("leaseShare", facts.leaseShare())
                        .node());
    }

    private static Facts read(String text) {
        Node node = Registers.mapping(text);
        Fields fields = Fields.of(node, new ArrayList<>());
        return new Facts(
                fields.requiredText("name"),
                fields.requiredText("currency"),
                fields.requiredText("zone"),
                (int) fields.whole("pointDecimals", 0, 0, 2),
                (int) fields.whole("moneyDecimals", 2, 0, 4),
                Shortfall.valueOf(fields.requiredText("shortfall").toUpperCase(Locale.ROOT)),
                fields.requiredText("returnGrace"),
                (int) fields.whole("leaseShare", 50, 0, 100));
    }
}
