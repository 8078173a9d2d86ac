package loyalty.engine;

import java.util.ArrayList;
import java.util.List;
import loyalty.engine.arbitrate.Arbitration;
import loyalty.engine.arbitrate.Choice;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.pack.RulePack;
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
        Talk talk = new Talk(situation, contest);
        Choice choice = Arbitration.best(contest, talk);
        Arbitration.replay(choice, contest, talk);
        Outcome outcome =
                new Outcome(
                        contest,
                        choice,
                        talk.effective(),
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
        String told = text.replace("{balance}", pack.points().text(Talk.balance(situation)));
        return say.burning().isPresent()
                ? new Burning(situation, say.burning().get()).fill(told)
                : told;
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
}
