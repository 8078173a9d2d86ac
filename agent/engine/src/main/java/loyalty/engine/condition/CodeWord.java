package loyalty.engine.condition;

import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** A word that the customer says at the till; the cashier enters it like a code. */
public record CodeWord(String word) implements Condition {
    static Optional<Condition> read(Form when) {
        return when.text("codeWord", "a word said at the till")
                .map(word -> new CodeWord(Situation.plain(word)));
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        return situation.codes().contains(word)
                ? Optional.empty()
                : Optional.of(Miss.of(Reason.CODE_REQUIRED));
    }

    @Override
    public boolean needsBasket() {
        return true;
    }

    @Override
    public Reason reason() {
        return Reason.CODE_REQUIRED;
    }
}
