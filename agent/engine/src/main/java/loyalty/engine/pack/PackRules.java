package loyalty.engine.pack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loyalty.engine.condition.Code;
import loyalty.engine.condition.TierIn;
import loyalty.engine.form.Form;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.reward.IssueCode;

/** What must hold between promotions, and between them and the programme. */
final class PackRules {
    private final Form pack;
    private final Settings settings;
    private final Map<String, Promotion> byId = new HashMap<>();

    private PackRules(Form pack, Settings settings, List<Promotion> promotions) {
        this.pack = pack;
        this.settings = settings;
        promotions.forEach(promotion -> byId.putIfAbsent(promotion.id(), promotion));
    }

    static void check(Form pack, Settings settings, List<Promotion> promotions) {
        PackRules rules = new PackRules(pack, settings, promotions);
        if (promotions.size() > RulePack.MAX_PROMOTIONS) {
            pack.problem("promotions", "more than " + RulePack.MAX_PROMOTIONS, "split the pack");
            return;
        }
        List<Form> forms = pack.items("promotions");
        Set<String> ids = new HashSet<>();
        for (Promotion promotion : promotions) {
            rules.check(promotion, forms.get(promotion.index()), ids);
        }
        rules.groupNames();
        Circles.first(promotions).ifPresent(circle -> rules.circle(circle, forms));
    }

    private void circle(List<String> names, List<Form> forms) {
        Promotion first =
                names.stream().filter(byId::containsKey).map(byId::get).findFirst().orElseThrow();
        forms.get(first.index())
                .problem(
                        "excludes",
                        "goes round in a circle: " + String.join(", ", names),
                        "exclusion works both ways: name each pair once, or use a group of mode best");
    }

    private void groupNames() {
        for (String group : settings.groups().keySet()) {
            if (byId.containsKey(group)) {
                pack.problem(
                        "groups",
                        group + " is also a promotion, so excludes could mean either",
                        "rename one");
            }
        }
    }

    private void check(Promotion promotion, Form form, Set<String> ids) {
        if (!ids.add(promotion.id()) && !promotion.id().isEmpty()) {
            form.problem("id", "a second promotion " + promotion.id(), "ids are unique in a pack");
        }
        if (!promotion.group().isEmpty() && !settings.groups().containsKey(promotion.group())) {
            form.problem(
                    "group",
                    "unknown group " + promotion.group(),
                    "add it under groups" + known(settings.groups().keySet()));
        }
        promotion.excludes().stream()
                .sorted()
                .forEach(name -> checkExclusion(promotion, form, name));
        promotion.conditions().forEach(condition -> check(condition, form));
        if (promotion.reward() instanceof IssueCode issue) {
            checkIssue(issue, form);
        }
    }

    private static String known(Set<String> names) {
        return names.isEmpty() ? "" : ": " + String.join(", ", names.stream().sorted().toList());
    }

    private void checkExclusion(Promotion promotion, Form form, String name) {
        if (name.equals(promotion.id())) {
            form.problem("excludes", "a promotion cannot exclude itself", "name another");
        } else if (name.equals(promotion.group())) {
            form.problem(
                    "excludes",
                    "a promotion cannot exclude its own group",
                    "give the group mode: best or first");
        } else if (!byId.containsKey(name) && !settings.groups().containsKey(name)) {
            form.problem(
                    "excludes",
                    "unknown promotion or group " + name,
                    "name one of this pack" + known(settings.groups().keySet()));
        }
    }

    private void check(Condition condition, Form promotion) {
        Form form = promotion.below("when");
        if (condition instanceof TierIn in) {
            in.tiers().stream()
                    .sorted()
                    .filter(tier -> settings.tiers().level(tier).isEmpty())
                    .forEach(tier -> form.problem("tiers", "unknown tier " + tier, tierHint()));
        }
        boolean derived = condition instanceof Code code && code.kind() == Code.Kind.DERIVED;
        if (derived && settings.codeKey().isEmpty()) {
            form.problem("code", "derived codes need a key", "add codeKey at the top of the pack");
        }
    }

    private String tierHint() {
        String names =
                String.join(
                        ", ",
                        settings.tiers().levels().stream().map(level -> level.name()).toList());
        return names.isEmpty() ? "this programme has no tiers" : "one of " + names;
    }

    private void checkIssue(IssueCode issue, Form form) {
        Promotion opened = byId.get(issue.promotion());
        boolean derived =
                opened != null
                        && opened.conditions().stream()
                                .anyMatch(
                                        c ->
                                                c instanceof Code code
                                                        && code.kind() == Code.Kind.DERIVED);
        if (!derived && !issue.promotion().isEmpty()) {
            form.below("reward")
                    .below(IssueCode.NAME)
                    .problem(
                            "promotion",
                            issueProblem(issue, opened != null),
                            opened == null
                                    ? "name one of this pack"
                                    : "write when: {code: {kind: derived}} in that promotion");
        }
    }

    private static String issueProblem(IssueCode issue, boolean known) {
        return known
                ? issue.promotion() + " is not opened by a derived code"
                : "unknown promotion " + issue.promotion();
    }
}
