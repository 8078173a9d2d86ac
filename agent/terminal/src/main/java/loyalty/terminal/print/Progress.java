package loyalty.terminal.print;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.programme.Tiers;
import loyalty.protocol.sync.SaleBody;

/** Where the member stands among the tiers after this sale. */
final class Progress {
    private final SaleBody sale;
    private final Tiers tiers;
    private final Wording wording;

    Progress(SaleBody sale, Wording wording) {
        this.sale = sale;
        this.tiers = wording.pack().settings().tiers();
        this.wording = wording;
    }

    void addTo(Map<String, Object> values) {
        Optional<Tiers.Level> after = level("after");
        reached().ifPresent(level -> values.put("reached", level.name()));
        if (tiers.by() == Tiers.By.SPEND) {
            nextTier(values);
        }
        if (tiers.by() == Tiers.By.PURCHASES) {
            after.ifPresent(level -> values.put("rate", rate(level)));
        }
    }

    /** The tier that this sale lifts the member to. */
    Optional<Tiers.Level> reached() {
        Optional<Tiers.Level> before = level("current");
        return level("after").filter(level -> rank(level) > before.map(this::rank).orElse(0));
    }

    /** Money is missing to the next tier. */
    private void nextTier(Map<String, Object> values) {
        Optional<String> name = tier("next");
        Optional<String> left = tier("missing");
        if (name.isPresent() && left.isPresent()) {
            values.put("nextTier", Map.of("name", name.get(), "left", left.get()));
        }
    }

    /** Purchases are missing to the next rate. */
    private Map<String, Object> rate(Tiers.Level now) {
        Map<String, Object> rate = new HashMap<>();
        rate.put("now", wording.percent(now.earn()));
        Optional<Tiers.Level> next = level("next");
        if (next.isPresent()) {
            rate.put("next", wording.percent(next.get().earn()));
            Paths.put(rate, "more", tier("missing"));
        }
        return rate;
    }

    private int rank(Tiers.Level level) {
        List<Tiers.Level> levels = tiers.levels();
        return levels.indexOf(level);
    }

    private Optional<Tiers.Level> level(String name) {
        return tier(name).flatMap(tiers::level);
    }

    private Optional<String> tier(String name) {
        return Paths.text(sale.quote(), "tier", name);
    }
}
