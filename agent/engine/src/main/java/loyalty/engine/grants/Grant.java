package loyalty.engine.grants;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.money.Points;
import loyalty.engine.promotion.Reward;

/**
 * A lot outside a purchase.
 *
 * @param points how many; empty = whoever asks says how many
 * @param occasion what brings it about
 */
public record Grant(Optional<Points> points, Occasion occasion) implements Reward {
    public static final String NAME = "grant";

    /** What brings a grant about. */
    public enum Occasion {
        /** Whenever the member is seen and the conditions hold. */
        IDENTIFY,
        /** When the member joins. */
        ENROLMENT,
        /** When somebody with the right asks for it: an apology, a filled profile, a won game. */
        REQUEST;

        private static Map<String, Occasion> words() {
            Map<String, Occasion> words = new LinkedHashMap<>();
            for (Occasion occasion : values()) {
                words.put(occasion.name().toLowerCase(Locale.ROOT), occasion);
            }
            return words;
        }
    }

    public static Grant read(Form form) {
        Optional<Points> points =
                form.points("points", "how many; left out = the request says how many");
        Occasion occasion =
                form.choice(
                        "occasion",
                        Occasion.IDENTIFY,
                        Occasion.words(),
                        "identify: whenever the member is seen and the conditions hold;"
                                + " enrolment: when the member joins; request: when asked for");
        if (points.isEmpty() && occasion != Occasion.REQUEST && !form.has("points")) {
            form.problem(
                    "points", "is missing", "only a grant with occasion: request may leave it out");
        }
        return new Grant(points, occasion);
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Stage stage() {
        return Stage.GRANT;
    }

    @Override
    public boolean needsMember() {
        return true;
    }
}
