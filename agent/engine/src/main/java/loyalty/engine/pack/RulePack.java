package loyalty.engine.pack;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Reading;
import loyalty.engine.form.Form;
import loyalty.engine.form.Measured;
import loyalty.engine.form.Units;
import loyalty.engine.money.Currency;
import loyalty.engine.money.PointScale;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;

/**
 * A programme with its promotions, identified by the SHA-256 of what it says. Immutable and
 * thread-safe; one instance serves every quote.
 */
public final class RulePack implements Measured {
    /** The most promotions a pack may hold. */
    public static final int MAX_PROMOTIONS = 20_000;

    private final Settings settings;
    private final List<Promotion> promotions;
    private final Map<String, Promotion> byId;
    private final PromotionIndex index;
    private final String hash;

    private RulePack(Settings settings, List<Promotion> promotions, String hash) {
        this.settings = settings;
        this.promotions = List.copyOf(promotions);
        this.byId = new HashMap<>();
        promotions.forEach(promotion -> byId.putIfAbsent(promotion.id(), promotion));
        this.index = new PromotionIndex(promotions);
        this.hash = hash;
    }

    /** Reads a pack; every mistake is named, and nothing is guessed. */
    public static Reading<RulePack> read(Node document) {
        return read(document, Optional.empty());
    }

    /** The same, with a warning for what is over at {@code now}, too. */
    public static Reading<RulePack> check(Node document, Instant now) {
        return read(document, Optional.of(now));
    }

    private static Reading<RulePack> read(Node document, Optional<Instant> now) {
        List<Problem> problems = new ArrayList<>();
        Form form = Form.reading(Fields.of(document, problems), Units.PROVISIONAL);
        RulePack pack = read(form, Canonical.hash(document));
        form.end();
        List<Problem> warnings =
                problems.isEmpty() ? PackWarnings.of(document, pack, now) : List.of();
        return Reading.of(pack, problems, warnings);
    }

    /** The JSON Schema of packs, as editors use it. */
    public static Node.Mapping schema() {
        return PackSchema.schema(form -> read(form, ""));
    }

    private static RulePack read(Form form, String hash) {
        Settings settings = Settings.read(form);
        int[] next = {0};
        List<Promotion> promotions =
                form.in(settings.units())
                        .each(
                                "promotions",
                                "everything that runs beside the programme's base rules",
                                f -> PromotionReader.read(f, next[0]++));
        PackRules.check(form, settings, promotions);
        return new RulePack(settings, promotions, hash);
    }

    @Override
    public Units units() {
        return settings.units();
    }

    public Settings settings() {
        return settings;
    }

    /** In the order of the pack. */
    public List<Promotion> promotions() {
        return promotions;
    }

    public Optional<Promotion> promotion(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Promotions that can run in this situation, and few others, in the order of the pack. */
    public List<Promotion> candidates(Situation situation) {
        return index.candidates(situation);
    }

    /** {@code sha256:} and 64 hexadecimal digits; the same for YAML and JSON that say the same. */
    public String hash() {
        return hash;
    }

    public String programme() {
        return settings.programme();
    }

    /** The programme's name for people. */
    public String title() {
        return settings.title();
    }

    public Currency currency() {
        return settings.currency();
    }

    public ZoneId zone() {
        return settings.zone();
    }

    public PointScale points() {
        return settings.points();
    }
}
