package loyalty.engine.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.basket.Context;
import loyalty.engine.form.Form;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** Where the sale must happen: one of some stores, regions, channels or registers. */
public record Place(Kind kind, Set<String> any) implements Condition {
    /** What kind of place. */
    public enum Kind {
        STORES("stores", Reason.STORE_NOT_INCLUDED),
        REGIONS("regions", Reason.REGION_NOT_INCLUDED),
        CHANNELS("channels", Reason.CHANNEL_NOT_INCLUDED),
        REGISTERS("registers", Reason.REGISTER_NOT_INCLUDED);

        private final String key;
        private final Reason reason;

        Kind(String key, Reason reason) {
            this.key = key;
            this.reason = reason;
        }

        private String of(Context context) {
            return switch (this) {
                case STORES -> context.store();
                case REGIONS -> context.region();
                case CHANNELS -> context.channel();
                case REGISTERS -> context.register();
            };
        }
    }

    static List<Condition> read(Form when) {
        List<Condition> places = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<String> any = when.texts(kind.key, "only in any of these " + kind.key);
            if (!any.isEmpty()) {
                places.add(new Place(kind, Set.copyOf(any)));
            }
        }
        return places;
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        return any.contains(kind.of(situation.context()))
                ? Optional.empty()
                : Optional.of(Miss.of(kind.reason));
    }

    @Override
    public Reason reason() {
        return kind.reason;
    }
}
