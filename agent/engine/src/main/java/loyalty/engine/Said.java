package loyalty.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import loyalty.engine.arbitrate.Arbitration;
import loyalty.engine.arbitrate.Choice;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.arbitrate.Play;
import loyalty.engine.member.Lot;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.AnnouncedCode;
import loyalty.engine.quote.Message;
import loyalty.engine.reward.IssueCode;
import loyalty.engine.reward.Say;

/** Stage 5: codes that the receipt will carry, and texts. */
final class Said {
    private final RulePack pack;
    private final Situation situation;
    private final Outcome outcome;
    private final List<Message> messages = new ArrayList<>();
    private final List<AnnouncedCode> codes = new ArrayList<>();

    private Said(RulePack pack, Situation situation, Outcome outcome) {
        this.pack = pack;
        this.situation = situation;
        this.outcome = outcome;
    }

    static Said of(
            RulePack pack,
            Situation situation,
            Discounts discounts,
            Redeemed redeemed,
            Accrued accrued,
            List<Promotion> running,
            List<NearMiss> near) {
        List<Promotion> before = new ArrayList<>(discounts.outcome().applied());
        before.addAll(redeemed.outcome().applied());
        before.addAll(accrued.outcome().applied());
        Blocking blocking = new Blocking(running, before);
        Contest contest = Contest.of(blocking.free(), pack.settings().groups());
        Choice choice = Arbitration.best(contest, new Talk(situation, contest));
        BitSet effective = choice.chosen();
        Outcome outcome =
                new Outcome(
                        contest,
                        choice,
                        effective,
                        blocking.blocked(),
                        () -> new Talk(situation, contest));
        Said said = new Said(pack, situation, outcome);
        before.forEach(said::texts);
        outcome.applied().forEach(said::say);
        near.forEach(said::nearMiss);
        return said;
    }

    /** What the cashier may say: how little is missing. */
    private void nearMiss(NearMiss near) {
        String language = Languages.of(situation);
        String text = Reasons.text(near.miss(), language);
        messages.add(
                new Message(
                        Message.Audience.CASHIER,
                        near.promotion().id(),
                        near.promotion().name() + ": " + text));
    }

    private void say(Promotion promotion) {
        if (promotion.reward() instanceof IssueCode issue) {
            codes.add(
                    new AnnouncedCode(
                            promotion.id(),
                            issue.promotion(),
                            issue.transferable(),
                            issue.endsFor(situation.at(), situation.zone())));
        }
        texts(promotion);
    }

    private void texts(Promotion promotion) {
        for (Message.Audience audience : Message.Audience.values()) {
            promotion
                    .texts()
                    .text(Languages.of(situation), audience)
                    .map(text -> filled(promotion, text))
                    .ifPresent(text -> messages.add(new Message(audience, promotion.id(), text)));
        }
    }

    private String filled(Promotion promotion, String text) {
        if (!(promotion.reward() instanceof Say say)) {
            return text;
        }
        String told = text.replace("{balance}", pack.points().text(balance(situation)));
        return say.burning().isPresent()
                ? new Burning(situation, say.burning().get()).fill(told)
                : told;
    }

    /** Points that the member can call his own before this sale. */
    private static Points balance(Situation situation) {
        return situation.member().map(member -> member.balance(situation.at())).orElse(Points.ZERO);
    }

    Outcome outcome() {
        return outcome;
    }

    List<Message> messages() {
        return messages;
    }

    List<AnnouncedCode> codes() {
        return codes;
    }

    RulePack pack() {
        return pack;
    }

    /** Points of the member that end soon. */
    private record Burning(Situation situation, loyalty.engine.money.Span within) {
        List<Lot> lots() {
            Instant until = within.after(situation.at(), situation.zone());
            return situation.member().stream()
                    .flatMap(member -> member.lots().stream())
                    .filter(lot -> lot.points().isPositive() && lot.isLive(situation.at()))
                    .filter(lot -> lot.expiresAt().filter(end -> !end.isAfter(until)).isPresent())
                    .toList();
        }

        String fill(String text) {
            Settings settings = situation.settings();
            Points sum = lots().stream().map(Lot::points).reduce(Points.ZERO, Points::plus);
            Optional<Instant> first =
                    lots().stream()
                            .flatMap(lot -> lot.expiresAt().stream())
                            .min(Instant::compareTo);
            return text.replace("{burning}", settings.points().text(sum))
                    .replace("{burnsOn}", first.map(end -> Languages.day(end, settings)).orElse(""))
                    .replace("{basket}", Languages.basketFor(sum, situation));
        }
    }

    /** Nothing here is worth money: everybody who may speaks. */
    private static final class Talk implements Play {
        private final Situation situation;
        private final Contest contest;

        Talk(Situation situation, Contest contest) {
            this.situation = situation;
            this.contest = contest;
        }

        @Override
        public boolean act(int entrant) {
            return !(contest.entrants().get(entrant).reward() instanceof Say say)
                    || (burns(say) && isRich(say));
        }

        private boolean burns(Say say) {
            return say.burning().isEmpty()
                    || !new Burning(situation, say.burning().get()).lots().isEmpty();
        }

        private boolean isRich(Say say) {
            Points from = situation.settings().balanceFrom();
            return !say.balance() || balance(situation).compareTo(from) >= 0;
        }

        @Override
        public void takeBack(int entrant) {}

        @Override
        public long worth() {
            return 0;
        }

        @Override
        public long most(int entrant) {
            return 0;
        }

        @Override
        public void actAsGroup(int group, BitSet members) {}

        @Override
        public void takeBackGroup(int group) {}
    }
}
