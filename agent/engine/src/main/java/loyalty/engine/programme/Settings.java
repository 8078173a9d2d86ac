package loyalty.engine.programme;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import loyalty.engine.form.Form;
import loyalty.engine.form.Units;
import loyalty.engine.money.Currency;
import loyalty.engine.money.Money;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;

/**
 * A programme without its promotions. Immutable.
 *
 * @param title the name for people
 * @param pointNames for each language the forms of the word "point": one, few, many
 * @param balanceFrom messages about the balance only from this many points
 * @param codeKey key of derived codes; empty if the programme has none
 */
public record Settings(
        String programme,
        String title,
        Currency currency,
        ZoneId zone,
        PointScale points,
        Map<String, List<String>> pointNames,
        Tiers tiers,
        Earn earn,
        Redeem redeem,
        ReturnRules returns,
        Offline offline,
        Map<String, Group> groups,
        Points balanceFrom,
        String codeKey) {
    public Settings {
        pointNames = Map.copyOf(pointNames);
        groups = Map.copyOf(groups);
    }

    /** Reads the head of a pack: everything but its promotions. */
    public static Settings read(Form pack) {
        return SettingsReader.read(pack);
    }

    public Units units() {
        return new Units(currency, points, zone);
    }

    public Money worth(Points amount) {
        return points.worth(amount);
    }
}
