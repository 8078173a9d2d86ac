package loyalty.engine.pack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loyalty.engine.condition.Code;
import loyalty.engine.condition.CodeWord;
import loyalty.engine.condition.Place;
import loyalty.engine.condition.Present;
import loyalty.engine.condition.TierIn;
import loyalty.engine.form.Form;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Reward;

/** Promotions that get in each other's way without the pack saying which of them goes. */
final class Overlaps {
    /** A pack of thousands is read on every register: so many pairs are looked at, no more. */
    private static final int MOST_PAIRS = 200_000;

    private final List<Promotion> promotions;
    private final List<Form> forms;

    private Overlaps(List<Promotion> promotions, List<Form> forms) {
        this.promotions = promotions;
        this.forms = forms;
    }

    static void check(List<Promotion> promotions, List<Form> forms) {
        Overlaps overlaps = new Overlaps(promotions, forms);
        overlaps.collidingCodes();
        overlaps.unarbitrated();
    }

    private void collidingCodes() {
        Map<String, Promotion> owners = new TreeMap<>();
        for (Promotion promotion : promotions) {
            for (String code : words(promotion)) {
                Promotion other = owners.putIfAbsent(code, promotion);
                if (other != null && meetInTime(promotion, other)) {
                    forms.get(promotion.index())
                            .below("when")
                            .problem(
                                    isCodeWord(promotion, code) ? "codeWord" : "code",
                                    promotion.id()
                                            + " has the code "
                                            + code
                                            + " of "
                                            + other.id()
                                            + ", too",
                                    "give it another code, unless one code is to open both");
                }
            }
        }
    }

    /** Static codes and code words: both are entered at the till in the same way. */
    private static Set<String> words(Promotion promotion) {
        Set<String> words = new TreeSet<>();
        for (Condition condition : promotion.conditions()) {
            if (condition instanceof Code code) {
                words.addAll(code.values());
            } else if (condition instanceof CodeWord word) {
                words.add(word.word());
            }
        }
        return words;
    }

    private static boolean isCodeWord(Promotion promotion, String word) {
        return promotion.conditions().contains(new CodeWord(word));
    }

    /** The plain case: no group, exclusion or code, and nothing that keeps the two apart. */
    private void unarbitrated() {
        List<Promotion> open = promotions.stream().filter(Overlaps::isOpen).toList();
        int pairs = 0;
        for (int i = 1; i < open.size() && pairs < MOST_PAIRS; i++) {
            pairs += i;
            Promotion promotion = open.get(i);
            Optional<Promotion> other =
                    open.subList(0, i).stream().filter(o -> mayMeet(o, promotion)).findFirst();
            if (other.isPresent()) {
                forms.get(promotion.index())
                        .problem(
                                promotion.id()
                                        + " and "
                                        + other.get().id()
                                        + " may both apply and nobody arbitrates",
                                "put both into a group, of mode: stack if that is meant");
            }
        }
    }

    private static boolean isOpen(Promotion promotion) {
        return (promotion.stage() == Reward.Stage.DISCOUNT
                        || promotion.stage() == Reward.Stage.ACCRUAL)
                && promotion.group().isEmpty()
                && promotion.excludes().isEmpty()
                && !promotion.exclusive()
                && promotion.conditions().stream().noneMatch(Code.class::isInstance);
    }

    private static boolean mayMeet(Promotion a, Promotion b) {
        return a.stage() == b.stage()
                && a.priority() == b.priority()
                && meetInTime(a, b)
                && a.conditions().stream()
                        .noneMatch(one -> b.conditions().stream().anyMatch(two -> apart(one, two)));
    }

    private static boolean meetInTime(Promotion a, Promotion b) {
        return !endsBefore(a, b) && !endsBefore(b, a);
    }

    private static boolean endsBefore(Promotion a, Promotion b) {
        return a.till().isPresent()
                && b.from().filter(f -> !f.isBefore(a.till().get())).isPresent();
    }

    /** Whether no sale, or no line, can meet both. */
    private static boolean apart(Condition one, Condition two) {
        if (one instanceof Place a && two instanceof Place b && a.kind() == b.kind()) {
            return a.any().stream().noneMatch(b.any()::contains);
        }
        if (one instanceof TierIn a && two instanceof TierIn b) {
            return a.tiers().stream().noneMatch(b.tiers()::contains);
        }
        return one instanceof Present a
                && two instanceof Present b
                && a.reason() == b.reason()
                && a.selection().isApartFrom(b.selection());
    }
}
