package loyalty.engine.tiers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.programme.Tiers;
import loyalty.engine.programme.Tiers.Level;
import loyalty.engine.programme.Window;
import loyalty.engine.quote.TierProgress;

/**
 * Where one member stands among the programme's levels at one instant. Immutable.
 *
 * <p>Where a level cannot be lost at once ({@code downgrade} never or one step), the past is walked
 * through: purchases lift, period ends lower. A rolling window ends for each purchase when that
 * purchase leaves it, and again after every further length of the window. What the purchases at
 * hand cannot show any more is taken from the snapshot's tier.
 */
public final class Standing {
    private final Tiers tiers;
    private final Instant at;
    private final ZoneId zone;
    private final History history;
    private final int current;

    private Standing(Tiers tiers, Member member, Instant at, ZoneId zone) {
        this.tiers = tiers;
        this.at = at;
        this.zone = zone;
        this.history = new History(member.counters(), tiers.by(), zone);
        this.current = current(member);
    }

    /** Where {@code member} stands at {@code at}, before any purchase made then. */
    public static Standing of(Tiers tiers, Member member, Instant at, ZoneId zone) {
        return new Standing(tiers, member, at, zone);
    }

    /** The level that a purchase now is calculated with. */
    public Level current() {
        return tiers.levels().get(current);
    }

    /** The level after a purchase of {@code paid}: for the next one, or for itself. */
    public Level after(Money paid) {
        return tiers.levels().get(levelAfter(paid));
    }

    /** The distance to the next level, a purchase of {@code paid} counted. */
    public TierProgress progress(Money paid) {
        int after = levelAfter(paid);
        String name = current().name();
        String next = tiers.levels().get(after).name();
        if (tiers.by() == Tiers.By.GIVEN) {
            return new TierProgress(false, name, next, Optional.empty(), 0, 0);
        }
        boolean inMoney = tiers.by() == Tiers.By.SPEND;
        long have = Math.addExact(history.in(counting(), at), one(paid));
        int reached = countsLater() ? levelOf(have) : Math.max(after, levelOf(have));
        if (reached + 1 == tiers.levels().size()) {
            return new TierProgress(inMoney, name, next, Optional.empty(), have, 0);
        }
        Level above = tiers.levels().get(reached + 1);
        long missing = Math.max(0, above.from() - have);
        return new TierProgress(inMoney, name, next, Optional.of(above.name()), have, missing);
    }

    /** The window in which purchases made now will be counted. */
    private Window counting() {
        return switch (tiers.window().kind()) {
            case PREVIOUS_MONTH -> Window.of(Window.Kind.CALENDAR_MONTH);
            case PREVIOUS_QUARTER -> Window.of(Window.Kind.CALENDAR_QUARTER);
            case CALENDAR_MONTH, CALENDAR_QUARTER, CALENDAR_YEAR, ROLLING, LIFETIME ->
                    tiers.window();
        };
    }

    private boolean countsLater() {
        return !counting().equals(tiers.window());
    }

    private int levelAfter(Money paid) {
        return tiers.by() == Tiers.By.GIVEN || countsLater()
                ? current
                : Math.max(current, levelOf(history.in(tiers.window(), at) + one(paid)));
    }

    private long one(Money paid) {
        return tiers.by() == Tiers.By.SPEND ? paid.minor() : 1;
    }

    private int current(Member member) {
        int given = member.tier().map(this::levelNamed).orElse(0);
        if (tiers.by() == Tiers.By.GIVEN) {
            return given;
        }
        boolean direct =
                tiers.downgrade() == Tiers.Downgrade.TO_WINDOW
                        || tiers.window().kind() == Window.Kind.LIFETIME;
        return direct ? levelOf(history.in(tiers.window(), at)) : walked(given, member);
    }

    private int walked(int given, Member member) {
        boolean never = tiers.downgrade() == Tiers.Downgrade.NEVER;
        Instant from = member.asOf().orElse(Instant.MIN);
        int level = never || member.asOf().isPresent() ? given : 0;
        for (Instant moment : moments()) {
            if (never || moment.isAfter(from)) {
                level = moved(level, levelOf(history.in(tiers.window(), moment)));
            }
        }
        return level;
    }

    private int moved(int level, int byWindow) {
        boolean never = tiers.downgrade() == Tiers.Downgrade.NEVER;
        return byWindow >= level ? byWindow : never ? level : level - 1;
    }

    /** When the level can change: each purchase, and each end of a period, up to now. */
    private Iterable<Instant> moments() {
        TreeSet<Instant> moments = new TreeSet<>(history.times());
        Optional<Instant> first =
                moments.isEmpty() ? Optional.empty() : Optional.of(moments.first());
        if (tiers.window().kind() == Window.Kind.ROLLING) {
            history.times().forEach(time -> addLeavings(time, moments));
        } else if (first.isPresent()) {
            addPeriods(first.get(), moments);
        }
        return moments.headSet(at, true);
    }

    /** The purchase leaves the window, and then again each time a whole window has passed. */
    private void addLeavings(Instant purchase, Set<Instant> moments) {
        for (int times = 1; times < tiers.levels().size(); times++) {
            Instant last = tiers.window().span().after(purchase, times, zone);
            if (last.isAfter(at)) {
                return;
            }
            moments.add(last.plusNanos(1));
        }
    }

    private void addPeriods(Instant first, Set<Instant> moments) {
        int months = monthsOfPeriod();
        LocalDate start = LocalDate.ofInstant(first, zone).withDayOfMonth(1);
        LocalDate day = start.minusMonths((start.getMonthValue() - 1) % months);
        Instant end = first;
        while (!end.isAfter(at)) {
            day = day.plusMonths(months);
            end = day.atStartOfDay(zone).toInstant();
            moments.add(end);
        }
    }

    private int monthsOfPeriod() {
        return switch (tiers.window().kind()) {
            case CALENDAR_YEAR -> 12;
            case PREVIOUS_QUARTER, CALENDAR_QUARTER -> 3;
            case PREVIOUS_MONTH, CALENDAR_MONTH, ROLLING, LIFETIME -> 1;
        };
    }

    private int levelNamed(String name) {
        List<Level> levels = tiers.levels();
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).name().equals(name)) {
                return i;
            }
        }
        return 0;
    }

    private int levelOf(long value) {
        int level = 0;
        while (level + 1 < tiers.levels().size() && tiers.levels().get(level + 1).from() <= value) {
            level++;
        }
        return level;
    }
}
