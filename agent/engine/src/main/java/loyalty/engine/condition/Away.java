package loyalty.engine.condition;

import java.time.Instant;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.form.Moments;
import loyalty.engine.member.Member;
import loyalty.engine.member.Purchase;
import loyalty.engine.money.Span;
import loyalty.engine.programme.Window;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** Nothing bought for so long; who never bought anything is away since joining. */
record Away(Span span) implements Condition {
    static Optional<Condition> read(Form when) {
        return when.span("away", "time since the last purchase, at least").map(Away::new);
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        Optional<Instant> last = situation.member().flatMap(Away::last);
        if (last.isEmpty()) {
            return Optional.of(Miss.of(Reason.COUNTER_NOT_MET));
        }
        Instant due = span.after(last.get(), situation.zone());
        return situation.at().isBefore(due)
                ? Optional.of(
                        Miss.below(
                                Reason.COUNTER_NOT_MET,
                                Moments.text(due, situation.zone()),
                                Moments.text(situation.at(), situation.zone()),
                                ""))
                : Optional.empty();
    }

    /** Whether nothing bought for so long leaves nothing in the window. */
    boolean outlasts(Window window) {
        return window.kind() == Window.Kind.ROLLING
                && window.span().longest().compareTo(span.shortest()) <= 0;
    }

    private static Optional<Instant> last(Member member) {
        return member.counters().purchases().stream()
                .map(Purchase::at)
                .max(Instant::compareTo)
                .or(member::joined);
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
