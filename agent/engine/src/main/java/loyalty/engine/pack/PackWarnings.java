package loyalty.engine.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loyalty.engine.condition.Code;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import loyalty.engine.programme.Group;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Reward;

/** What a pack may say but probably does not mean. */
final class PackWarnings {
    private final RulePack pack;
    private final List<Problem> warnings = new ArrayList<>();

    private PackWarnings(RulePack pack) {
        this.pack = pack;
    }

    static List<Problem> of(RulePack pack) {
        PackWarnings check = new PackWarnings(pack);
        check.collidingCodes();
        check.unarbitratedDiscounts();
        check.unusedGroups();
        check.uselessLimits();
        return check.warnings;
    }

    private void warn(Promotion promotion, String message, String hint) {
        String path = "promotions[" + promotion.index() + "]";
        warnings.add(new Problem(Position.NONE, path, promotion.id() + " " + message, hint));
    }

    private void collidingCodes() {
        Map<String, Promotion> owners = new TreeMap<>();
        for (Promotion promotion : pack.promotions()) {
            for (String code : staticCodes(promotion)) {
                Promotion other = owners.putIfAbsent(code, promotion);
                if (other != null && overlap(promotion, other)) {
                    warn(promotion, "has the code " + code + " of " + other.id() + ", too", "");
                }
            }
        }
    }

    private static List<String> staticCodes(Promotion promotion) {
        return promotion.conditions().stream()
                .filter(Code.class::isInstance)
                .flatMap(condition -> ((Code) condition).values().stream())
                .sorted()
                .toList();
    }

    private static boolean overlap(Promotion a, Promotion b) {
        boolean before =
                a.till().isPresent()
                        && b.from().filter(f -> !f.isBefore(a.till().get())).isPresent();
        boolean after =
                b.till().isPresent()
                        && a.from().filter(f -> !f.isBefore(b.till().get())).isPresent();
        return !before && !after;
    }

    /** Only the plain case: two discounts without group, exclusion or code, at the same time. */
    private void unarbitratedDiscounts() {
        Optional<Promotion> first = Optional.empty();
        for (Promotion promotion : pack.promotions()) {
            boolean open =
                    promotion.stage() == Reward.Stage.DISCOUNT
                            && promotion.group().isEmpty()
                            && promotion.excludes().isEmpty()
                            && !promotion.exclusive()
                            && staticCodes(promotion).isEmpty();
            if (open && first.filter(other -> overlap(other, promotion)).isPresent()) {
                warn(
                        promotion,
                        "and " + first.get().id() + " may both apply and nobody arbitrates",
                        "put both into a group, of mode: stack if that is meant");
            }
            first = first.isEmpty() && open ? Optional.of(promotion) : first;
        }
    }

    private void unusedGroups() {
        for (Group group : pack.settings().groups().values()) {
            if (pack.promotions().stream().noneMatch(p -> p.group().equals(group.name()))) {
                warnings.add(
                        new Problem(
                                Position.NONE,
                                "groups." + group.name(),
                                "no promotion is in it",
                                ""));
            }
        }
    }

    private void uselessLimits() {
        for (Promotion promotion : pack.promotions()) {
            if (promotion.limits().perCode() > 0
                    && promotion.conditions().stream().noneMatch(Code.class::isInstance)) {
                warn(promotion, "has a limit per code but asks for no code", "add when: {code: …}");
            }
        }
    }
}
