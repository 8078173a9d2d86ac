package loyalty.engine.pack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import loyalty.engine.condition.Code;
import loyalty.engine.condition.Conditions;
import loyalty.engine.condition.MemberKnown;
import loyalty.engine.condition.Running;
import loyalty.engine.condition.WithinLimits;
import loyalty.engine.form.Form;
import loyalty.engine.programme.LotRule;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Reward;
import loyalty.engine.promotion.Texts;

/** Reads one promotion. */
final class PromotionReader {
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");
    private static final Set<String> RESERVED = Set.of("tier", "purchase", "debt");
    private static final long HIGHEST = 1_000_000;

    private PromotionReader() {}

    static Promotion read(Form form, int index) {
        String id = id(form);
        Optional<Instant> from = form.moment("from", "runs from here on, included");
        Optional<Instant> till = form.moment("till", "runs until here, not included");
        if (from.isPresent() && till.isPresent() && !from.get().isBefore(till.get())) {
            form.problem("till", "is not after from, so it never runs", "the end is not included");
        }
        List<Condition> when =
                form.mapping("when", "all that must hold", w -> Conditions.read(w, id))
                        .orElse(List.of());
        Reward reward = form.requiredMapping("reward", "what it gives", Mechanics::read);
        Limits limits = form.mapping("limits", "how often", Limits::read).orElse(Limits.NONE);
        return new Promotion(
                id,
                form.text("name", "for people").orElse(id),
                from,
                till,
                conditions(id, new Running(from, till), when, reward, limits),
                reward,
                form.text("group", "the group it competes in").orElse(""),
                form.whole("priority", 0, -HIGHEST, HIGHEST, "higher acts first"),
                Set.copyOf(form.texts("excludes", "promotions and groups it cannot go with")),
                form.truth("exclusive", false, "goes alone in its stage"),
                limits,
                form.named("lot", "lotRule", "life of the points it gives", LotRule::read),
                new Texts(form.byName("texts", "by language", (language, t) -> Texts.readOne(t))),
                index);
    }

    private static String id(Form form) {
        String id = form.requiredText("id", "unique in the pack");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            form.problem("id", "has signs that an id cannot have", "use letters, digits, . _ -");
        }
        if (RESERVED.contains(id)) {
            form.problem("id", id + " is the engine's own name", "choose another");
        }
        return id;
    }

    /** In the order of reasons; what the reward and the limits ask is asked like conditions. */
    private static List<Condition> conditions(
            String id, Condition running, List<Condition> when, Reward reward, Limits limits) {
        List<Condition> all = new ArrayList<>(when);
        if (!running.equals(new Running(Optional.empty(), Optional.empty()))) {
            all.add(running);
        }
        all.addAll(reward.demands());
        boolean needsMember =
                reward.needsMember()
                        || limits.perMember() > 0
                        || all.stream().anyMatch(Condition::needsMember);
        if (needsMember) {
            all.add(new MemberKnown());
        }
        if (!limits.equals(Limits.NONE)) {
            all.add(new WithinLimits(id, limits, code(when)));
        }
        all.sort(Comparator.comparing(Condition::reason));
        return all;
    }

    private static Optional<Code> code(List<Condition> when) {
        return when.stream().filter(Code.class::isInstance).map(Code.class::cast).findFirst();
    }
}
