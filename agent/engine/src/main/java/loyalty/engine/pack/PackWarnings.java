package loyalty.engine.pack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.condition.Code;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.form.Form;
import loyalty.engine.form.Moments;
import loyalty.engine.programme.Group;
import loyalty.engine.promotion.Promotion;

/** What a pack may say but probably does not mean. */
final class PackWarnings {
    private final RulePack pack;
    private final Form head;
    private final List<Form> forms;

    private PackWarnings(RulePack pack, Form head) {
        this.pack = pack;
        this.head = head;
        this.forms = head.items("promotions");
    }

    /** {@code now} is for what is over; without it nothing is. */
    static List<Problem> of(Node document, RulePack pack, Optional<Instant> now) {
        List<Problem> warnings = new ArrayList<>();
        Form head = Form.reading(Fields.of(document, warnings), pack.units());
        PackWarnings check = new PackWarnings(pack, head);
        NeverApplies.check(pack, head, check.forms);
        Overlaps.check(pack.promotions(), check.forms);
        check.unusedGroups();
        check.uselessLimits();
        now.ifPresent(check::over);
        return List.copyOf(warnings);
    }

    private void unusedGroups() {
        Form groups = head.below("groups");
        for (Group group : pack.settings().groups().values()) {
            if (pack.promotions().stream().noneMatch(p -> p.group().equals(group.name()))) {
                groups.problem(group.name(), "no promotion is in it", "leave it out");
            }
        }
    }

    private void uselessLimits() {
        for (Promotion promotion : pack.promotions()) {
            if (promotion.limits().perCode() > 0
                    && promotion.conditions().stream().noneMatch(Code.class::isInstance)) {
                forms.get(promotion.index())
                        .below("limits")
                        .problem(
                                "perCode",
                                promotion.id() + " has a limit per code but asks for no code",
                                "add when: {code: …}");
            }
        }
    }

    private void over(Instant now) {
        for (Promotion promotion : pack.promotions()) {
            if (promotion.till().isPresent() && !now.isBefore(promotion.till().get())) {
                String ended = Moments.text(promotion.till().get(), pack.zone());
                forms.get(promotion.index())
                        .problem(
                                "till",
                                promotion.id() + " ended on " + ended + " and never applies again",
                                "move till, or leave the promotion out");
            }
        }
    }
}
