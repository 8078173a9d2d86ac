package loyalty.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.member.Lot;
import loyalty.engine.money.Points;
import loyalty.engine.money.Span;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Situation;

/** Points of the member that end within some time from the sale on. */
record Burning(Situation situation, Span within) {
    boolean isNothing() {
        return lots().isEmpty();
    }

    private List<Lot> lots() {
        Instant until = within.after(situation.at(), situation.zone());
        return situation.member().stream()
                .flatMap(member -> member.lots().stream())
                .filter(lot -> lot.points().isPositive() && lot.isLive(situation.at()))
                .filter(lot -> lot.expiresAt().filter(end -> !end.isAfter(until)).isPresent())
                .toList();
    }

    /** Puts number, last day and the basket that uses them all into a text. */
    String fill(String text) {
        Settings settings = situation.settings();
        Points sum = lots().stream().map(Lot::points).reduce(Points.ZERO, Points::plus);
        Optional<Instant> first =
                lots().stream().flatMap(lot -> lot.expiresAt().stream()).min(Instant::compareTo);
        return text.replace("{burning}", settings.points().text(sum))
                .replace("{burnsOn}", first.map(end -> Languages.day(end, settings)).orElse(""))
                .replace("{basket}", Languages.basketFor(sum, situation));
    }
}
