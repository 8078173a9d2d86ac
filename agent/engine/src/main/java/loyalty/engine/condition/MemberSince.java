package loyalty.engine.condition;

import java.time.Instant;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.form.Moments;
import loyalty.engine.member.Member;
import loyalty.engine.money.Span;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** How long ago the member joined: at least {@code after}, less than {@code within}. */
record MemberSince(Optional<Span> after, Optional<Span> within) implements Condition {
    static Optional<Condition> read(Form when) {
        return when.mapping("memberSince", "how long ago the member joined", MemberSince::of);
    }

    private static Condition of(Form form) {
        return new MemberSince(
                form.span("after", "at least so long ago"),
                form.span("within", "less than so long ago"));
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        Optional<Instant> joined = situation.member().flatMap(Member::joined);
        if (joined.isEmpty()) {
            return Optional.of(Miss.of(Reason.COUNTER_NOT_MET));
        }
        Optional<Instant> first = after.map(s -> s.after(joined.get(), situation.zone()));
        Optional<Instant> end = within.map(s -> s.after(joined.get(), situation.zone()));
        if (first.isPresent() && situation.at().isBefore(first.get())) {
            return Optional.of(border(first.get(), situation));
        }
        return end.isPresent() && !situation.at().isBefore(end.get())
                ? Optional.of(border(end.get(), situation))
                : Optional.empty();
    }

    private static Miss border(Instant border, Situation situation) {
        return Miss.below(
                Reason.COUNTER_NOT_MET,
                Moments.text(border, situation.zone()),
                Moments.text(situation.at(), situation.zone()),
                "");
    }

    @Override
    public Optional<Never> never(Settings settings, Promotion promotion) {
        boolean empty =
                after.isPresent()
                        && within.isPresent()
                        && !after.get()
                                .after(Instant.EPOCH, settings.zone())
                                .isBefore(within.get().after(Instant.EPOCH, settings.zone()));
        return empty
                ? Optional.of(
                        new Never(
                                "memberSince",
                                "asks for members since after "
                                        + after.get()
                                        + " and within "
                                        + within.get()
                                        + ", which is no time at all",
                                "write a within that is longer than after"))
                : Optional.empty();
    }

    @Override
    public Reason reason() {
        return Reason.COUNTER_NOT_MET;
    }

    @Override
    public boolean needsMember() {
        return true;
    }
}
