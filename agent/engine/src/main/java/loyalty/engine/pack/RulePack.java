package loyalty.engine.pack;

import java.time.ZoneId;
import loyalty.engine.money.Currency;
import loyalty.engine.money.PointScale;
import loyalty.engine.programme.Settings;

/**
 * A programme with its promotions, identified by the SHA-256 of what it says. Immutable and
 * thread-safe; one instance serves every quote.
 */
public final class RulePack {
    private final Settings settings;
    private final String hash;

    RulePack(Settings settings, String hash) {
        this.settings = settings;
        this.hash = hash;
    }

    public Settings settings() {
        return settings;
    }

    /** {@code sha256:} and 64 hexadecimal digits; the same for YAML and JSON that say the same. */
    public String hash() {
        return hash;
    }

    public String programme() {
        return settings.programme();
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
