package loyalty.engine.pack;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loyalty.engine.form.Form;
import loyalty.engine.form.Moments;
import loyalty.engine.lots.LotLife;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.LotRule;
import loyalty.engine.programme.LotRule.End;
import loyalty.engine.programme.LotRule.Start;
import loyalty.engine.programme.Redeem;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Reward.Stage;
import loyalty.engine.promotion.Texts;
import loyalty.engine.reward.IssueCode;
import loyalty.engine.reward.RedeemRule;

/** What no member, basket or time can ever bring about. */
final class NeverApplies {
    /** A month's first, middle and last day stand for every day. */
    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 15), LocalDate.of(2027, 1, 31));

    private static final String LIFE = "move active or expires";

    private final RulePack pack;
    private final Settings settings;

    private NeverApplies(RulePack pack) {
        this.pack = pack;
        this.settings = pack.settings();
    }

    static void check(RulePack pack, Form head, List<Form> forms) {
        NeverApplies check = new NeverApplies(pack);
        check.redeeming(head.below("redeem"));
        if (check.isDead(pack.settings().earn().lot(), Optional.empty())) {
            head.below("earn").problem("lot", "points would end before they can be spent", LIFE);
        }
        for (Promotion promotion : pack.promotions()) {
            check.promotion(promotion, forms.get(promotion.index()));
        }
    }

    private void redeeming(Form form) {
        Redeem redeem = settings.redeem();
        boolean tierPays =
                settings.tiers().levels().stream()
                        .anyMatch(level -> level.cap().filter(Rate::isPositive).isPresent());
        boolean rulePays =
                pack.promotions().stream()
                        .anyMatch(
                                p ->
                                        p.reward() instanceof RedeemRule rule
                                                && rule.cap().filter(Rate::isPositive).isPresent());
        if (redeem.cap().isZero() && !tierPays && !rulePays && givesPoints()) {
            form.problem("cap", "points can never pay for anything", "write cap: 30%");
        }
        redeem.maximum()
                .ifPresent(
                        most -> {
                            if (most.isZero()
                                    || most.compareTo(redeem.minPoints()) < 0
                                    || most.compareTo(redeem.step()) < 0) {
                                form.problem(
                                        "maximum",
                                        "is below minPoints or step, so points can never pay",
                                        "raise it");
                            }
                        });
    }

    /** A programme of discounts alone says that points pay for nothing, and means it. */
    private boolean givesPoints() {
        return settings.tiers().levels().stream().anyMatch(level -> level.earn().isPositive())
                || pack.promotions().stream().anyMatch(NeverApplies::givesPoints);
    }

    private static boolean givesPoints(Promotion promotion) {
        return promotion.stage() == Stage.ACCRUAL || promotion.stage() == Stage.GRANT;
    }

    private void promotion(Promotion promotion, Form form) {
        conditions(promotion, form);
        promotion.reward().never(settings).ifPresent(never -> reward(promotion, form, never));
        promotion
                .reward()
                .demands()
                .forEach(
                        demand ->
                                demand.never(settings, promotion)
                                        .ifPresent(never -> reward(promotion, form, never)));
        lot(promotion, form);
        if (promotion.reward() instanceof IssueCode issue) {
            issued(promotion, issue, form);
        }
        if (promotion.reward().equals(Mechanics.SILENT) && promotion.texts().equals(Texts.NONE)) {
            form.problem("reward", promotion.id() + " has no text to say", "add texts");
        }
    }

    private void conditions(Promotion promotion, Form form) {
        List<Condition> demands = promotion.reward().demands();
        for (Condition condition : promotion.conditions()) {
            if (!demands.contains(condition)) {
                condition
                        .never(settings, promotion)
                        .ifPresent(never -> note(form.below("when"), promotion, never));
            }
        }
        if (promotion.stage() == Stage.GRANT
                && promotion.conditions().stream().anyMatch(Condition::needsBasket)) {
            form.problem(
                    "when",
                    promotion.id()
                            + " asks for goods or a code, but grants are made without a basket",
                    "write a reward that is given at a purchase, as earnPoints");
        }
    }

    private static void reward(Promotion promotion, Form form, Never never) {
        Form reward = form.below("reward");
        note(reward.below(promotion.reward().mechanic()), promotion, never);
    }

    private static void note(Form form, Promotion promotion, Never never) {
        String message = promotion.id() + " never applies: it " + never.message();
        if (never.key().isEmpty() || !form.has(never.key())) {
            form.problem(message, never.hint());
        } else {
            form.problem(never.key(), message, never.hint());
        }
    }

    private void lot(Promotion promotion, Form form) {
        Optional<LotRule> rule = promotion.lot();
        if (rule.isPresent() && !givesPoints(promotion)) {
            form.problem(
                    "lot",
                    promotion.id() + " has a life for points but gives none",
                    "leave lot out");
        } else if (rule.isPresent() && isDead(rule.get(), promotion.from())) {
            form.problem(
                    "lot", promotion.id() + "'s points would end before they can be spent", LIFE);
        }
    }

    /** Whether points made at any time from {@code from} on end before they become usable. */
    private boolean isDead(LotRule rule, Optional<Instant> from) {
        return made(rule, from)
                .map(at -> LotLife.of(rule, at, Optional.empty(), pack.zone()))
                .map(life -> life.expiresAt().filter(end -> !life.activeFrom().isBefore(end)))
                .reduce((one, two) -> one.isPresent() ? two : one)
                .orElse(Optional.empty())
                .isPresent();
    }

    /** Instants that stand for all others: points that end on a date live longest if made first. */
    private Stream<Instant> made(LotRule rule, Optional<Instant> from) {
        if (rule.expires().end() != End.DATE) {
            return DAYS.stream().map(day -> day.atTime(12, 0).atZone(pack.zone()).toInstant());
        }
        return rule.active().start() == Start.DATE ? rule.active().date().stream() : from.stream();
    }

    private void issued(Promotion promotion, IssueCode issue, Form form) {
        Optional<Instant> opened = pack.promotion(issue.promotion()).flatMap(Promotion::till);
        if (promotion.from().isPresent()
                && opened.filter(till -> !promotion.from().get().isBefore(till)).isPresent()) {
            form.problem(
                    "reward",
                    "the codes of "
                            + promotion.id()
                            + " open "
                            + issue.promotion()
                            + ", which ends before they are issued, on "
                            + Moments.text(opened.get(), pack.zone()),
                    "move its till");
        }
    }
}
