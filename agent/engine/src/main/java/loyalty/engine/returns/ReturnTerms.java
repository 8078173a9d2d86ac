package loyalty.engine.returns;

import java.time.ZoneId;
import loyalty.engine.money.Money;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;
import loyalty.engine.programme.ReturnRules;
import loyalty.engine.programme.Settings;

/** What returns need to know of a programme. */
public record ReturnTerms(ReturnRules rules, PointScale points, ZoneId zone) {
    public static ReturnTerms of(Settings programme) {
        return new ReturnTerms(programme.returns(), programme.points(), programme.zone());
    }

    Money worth(Points amount) {
        return points.worth(amount);
    }
}
