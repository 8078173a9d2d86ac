package loyalty.engine.grants;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.basket.Basket;
import loyalty.engine.basket.Context;
import loyalty.engine.condition.BirthdayWindow;
import loyalty.engine.condition.WithinLimits;
import loyalty.engine.lots.NewLots;
import loyalty.engine.member.Effects.LimitChange;
import loyalty.engine.member.Member;
import loyalty.engine.money.Points;
import loyalty.engine.programme.LotRule;
import loyalty.engine.programme.Settings;
import loyalty.engine.programme.Tiers.Level;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.reward.Grant;
import loyalty.engine.reward.Grant.Occasion;
import loyalty.engine.tiers.Standing;

/**
 * Finds out which grants a member is due. Immutable, any thread.
 *
 * <p>A grant is made once per period: the birthday it is about, the period of its limit, else the
 * one it names; one by hand that names no period, once per request.
 */
public final class Grants {
    private final Settings settings;
    private final List<Promotion> promotions;

    /** Grants among {@code promotions}; others are left alone. */
    public Grants(Settings settings, List<Promotion> promotions) {
        this.settings = settings;
        this.promotions =
                promotions.stream()
                        .filter(promotion -> promotion.reward() instanceof Grant)
                        .sorted(Promotion.ORDER)
                        .toList();
    }

    /**
     * What the member is due on this occasion, in the order of promotions; each as if those before
     * it had been made.
     */
    public List<DueGrant> due(Member member, Context context, Occasion occasion) {
        List<DueGrant> due = new ArrayList<>();
        Member known = member;
        for (Promotion promotion : promotions) {
            Grant grant = (Grant) promotion.reward();
            if (grant.on() == occasion && firstMiss(promotion, known, context).isEmpty()) {
                DueGrant found = make(promotion, grant.points(), known, context);
                if (!known.granted().contains(found.identity())) {
                    due.add(found);
                    known = known.apply(found.effects(found.name(), context.at()));
                }
            }
        }
        return due;
    }

    private DueGrant make(Promotion promotion, Points points, Member member, Context context) {
        return make(promotion, points, member, context, period(promotion, member, context, ""));
    }

    /**
     * A grant that somebody asks for.
     *
     * @param points how many, at most what the pack says; empty for that
     * @param request the request's own id: a grant by hand that names no period is made once for
     *     each
     */
    public Requested request(
            String promotionId,
            Optional<Points> points,
            String request,
            Member member,
            Context context) {
        Optional<Promotion> found =
                promotions.stream().filter(p -> p.id().equals(promotionId)).findFirst();
        if (found.isEmpty()) {
            return new Requested(Outcome.UNKNOWN, Optional.empty(), Optional.empty());
        }
        Promotion promotion = found.get();
        Optional<Miss> miss = firstMiss(promotion, member, context);
        if (miss.isPresent()) {
            return new Requested(Outcome.NOT_DUE, Optional.empty(), miss);
        }
        Points most = ((Grant) promotion.reward()).points();
        Points amount = points.orElse(most);
        if (!amount.isPositive() || amount.compareTo(most) > 0) {
            return new Requested(Outcome.BAD_AMOUNT, Optional.empty(), Optional.empty());
        }
        String period = period(promotion, member, context, request);
        DueGrant grant = make(promotion, amount, member, context, period);
        Outcome outcome =
                member.granted().contains(grant.identity()) ? Outcome.MADE_BEFORE : Outcome.DUE;
        return new Requested(outcome, Optional.of(grant), Optional.empty());
    }

    /** How a request for a grant ends. */
    public enum Outcome {
        DUE,
        /** The same grant was made already. */
        MADE_BEFORE,
        /** A condition does not hold. */
        NOT_DUE,
        /** The pack has no such grant. */
        UNKNOWN,
        /** Nothing, or more than the pack allows. */
        BAD_AMOUNT
    }

    /** An answer to a request: the grant if it is due or was made, what is missing if it is not. */
    public record Requested(Outcome outcome, Optional<DueGrant> grant, Optional<Miss> miss) {}

    private Optional<Miss> firstMiss(Promotion promotion, Member member, Context context) {
        return promotion.firstMiss(situation(member, context));
    }

    private Situation situation(Member member, Context context) {
        Level level =
                Standing.of(settings.tiers(), member, context.at(), settings.zone()).current();
        return new Situation(
                settings, context, Optional.of(member), level, new Basket("", List.of()), Set.of());
    }

    private DueGrant make(
            Promotion promotion, Points points, Member member, Context context, String period) {
        LotRule rule = promotion.lot().orElse(settings.earn().lot());
        Level level =
                Standing.of(settings.tiers(), member, context.at(), settings.zone()).current();
        NewLots lots =
                new NewLots(settings.zone(), context.at(), level.life(), member.debt())
                        .add(promotion.id(), points, rule);
        return new DueGrant(
                promotion.id() + "/" + period,
                member.id(),
                promotion.id(),
                period,
                points,
                lots.made(),
                uses(promotion, member, context));
    }

    private List<LimitChange> uses(Promotion promotion, Member member, Context context) {
        return new WithinLimits(promotion.id(), promotion.limits(), Optional.empty())
                .uses(situation(member, context));
    }

    /** The birthday, the limit's period, the request, or once. */
    private String period(Promotion promotion, Member member, Context context, String request) {
        Limits limits = promotion.limits();
        for (Condition condition : promotion.conditions()) {
            if (condition instanceof BirthdayWindow window && member.birthday().isPresent()) {
                Optional<LocalDate> birthday =
                        window.birthdayAround(
                                member.birthday().get(), context.at(), settings.zone());
                return "birthday/" + birthday.map(LocalDate::getYear).orElse(0);
            }
        }
        Grant grant = (Grant) promotion.reward();
        if (limits.perMember() > 0) {
            return limits.period().key(context.at(), settings.zone());
        }
        boolean byHand = grant.on() == Occasion.MANUAL && grant.every() == Limits.Period.PROMOTION;
        return byHand ? "request/" + request : grant.every().key(context.at(), settings.zone());
    }
}
