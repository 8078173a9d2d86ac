package loyalty.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loyalty.engine.condition.Code;
import loyalty.engine.condition.CodeWord;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.pack.RulePack;
import loyalty.engine.programme.Tiers;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Reward.Stage;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.tiers.Standing;

/**
 * Works out what a basket costs, what points may pay for and what it earns. A pure function of
 * pack, member and request: no clock, no randomness, no I/O. Immutable and thread-safe.
 *
 * <p>Reading {@link #quote} top to bottom is reading the stages of a calculation.
 */
public final class Calculator {
    private final RulePack pack;
    private final List<Code> codes;
    private final Set<String> words;

    public Calculator(RulePack pack) {
        this.pack = pack;
        this.codes = new ArrayList<>();
        this.words = new HashSet<>();
        for (Promotion promotion : pack.promotions()) {
            promotion.conditions().forEach(this::file);
        }
    }

    private void file(Condition condition) {
        if (condition instanceof Code code) {
            if (code.kind() == Code.Kind.STATIC) {
                words.addAll(code.values());
            } else {
                codes.add(code);
            }
        } else if (condition instanceof CodeWord word) {
            words.add(word.word());
        }
    }

    public RulePack pack() {
        return pack;
    }

    /**
     * The answer to a request.
     *
     * @param member the snapshot of who buys; empty for an anonymous basket
     */
    public Quote quote(QuoteRequest request, Optional<Member> member) {
        Situation situation = situation(request, member);
        Running running = running(situation);
        Discounts discounts = Discounts.of(pack, situation, running.of(Stage.DISCOUNT));
        Redeemed redeemed =
                Redeemed.of(situation, request, discounts, running.of(Stage.REDEMPTION));
        Accrued accrued = Accrued.of(situation, discounts, redeemed, running.of(Stage.ACCRUAL));
        Said said =
                Said.of(
                        pack,
                        situation,
                        discounts,
                        redeemed,
                        accrued,
                        running.of(Stage.MESSAGES),
                        running.near());
        return new Answer(pack, situation, discounts, redeemed, accrued, said).quote();
    }

    /** What a basket costs after discounts, before any redemption. */
    public Money cost(QuoteRequest request, Optional<Member> member) {
        Situation situation = situation(request, member);
        return Discounts.of(pack, situation, running(situation).of(Stage.DISCOUNT)).total();
    }

    private Situation situation(QuoteRequest request, Optional<Member> member) {
        Set<String> shown = new TreeSet<>();
        request.codes().forEach(code -> shown.add(Situation.plain(code)));
        Set<String> taken = new TreeSet<>();
        request.codesTaken().forEach(code -> taken.add(Situation.plain(code)));
        Situation known =
                new Situation(
                        pack.settings(),
                        request.context(),
                        member,
                        level(request, member),
                        request.basket(),
                        shown,
                        taken);
        Set<String> unknown = new TreeSet<>(shown);
        unknown.removeIf(code -> words.contains(code) || isMeant(code, known));
        return known.withUnknownCodes(unknown);
    }

    private boolean isMeant(String code, Situation situation) {
        return codes.stream().anyMatch(condition -> condition.isMeant(code, situation));
    }

    private Tiers.Level level(QuoteRequest request, Optional<Member> member) {
        Tiers tiers = pack.settings().tiers();
        if (member.isEmpty()) {
            return tiers.levels().get(0);
        }
        Standing standing = Standing.of(tiers, member.get(), request.context().at(), pack.zone());
        return tiers.countsItself()
                ? standing.after(request.basket().amount())
                : standing.current();
    }

    private Running running(Situation situation) {
        List<Promotion> all = new ArrayList<>();
        List<NearMiss> near = new ArrayList<>();
        for (Promotion promotion : pack.candidates(situation)) {
            Optional<Miss> miss = promotion.firstMiss(situation);
            if (miss.isEmpty()) {
                all.add(promotion);
            } else {
                NearMiss.of(promotion, miss.get(), situation).ifPresent(near::add);
            }
        }
        return new Running(all, near);
    }

    /** Promotions whose conditions hold, and those that failed by little. */
    private record Running(List<Promotion> all, List<NearMiss> near) {
        List<Promotion> of(Stage stage) {
            List<Promotion> some = new ArrayList<>();
            for (Promotion promotion : all) {
                if (promotion.stage() == stage) {
                    some.add(promotion);
                }
            }
            return some;
        }
    }
}
