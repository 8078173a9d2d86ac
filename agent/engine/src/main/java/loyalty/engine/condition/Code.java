package loyalty.engine.condition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import loyalty.engine.codes.DerivedCode;
import loyalty.engine.codes.Verdict;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;
import loyalty.engine.member.Member;
import loyalty.engine.member.PersonalCode;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/**
 * A code must be shown.
 *
 * @param kind how the code is known
 * @param values of a static code, in plain form
 * @param single whether one use uses it up
 */
public record Code(String promotion, Kind kind, Set<String> values, boolean single)
        implements Condition {
    /** How a code is known: written in the pack, kept with the member, or derived by a key. */
    public enum Kind {
        STATIC,
        PERSONAL,
        DERIVED
    }

    private static final Map<String, Kind> KINDS =
            Words.of("static", Kind.STATIC, "personal", Kind.PERSONAL, "derived", Kind.DERIVED);

    static Optional<Code> read(Form when, String promotion) {
        return when.wordOr(
                "code",
                "a code that must be shown; a mapping for personal, derived or single-use codes",
                word -> Optional.of(new Code(promotion, Kind.STATIC, Set.of(plain(word)), false)),
                "write the code",
                form -> of(form, promotion));
    }

    private static Code of(Form form, String promotion) {
        Kind kind =
                form.choice(
                        "kind",
                        Kind.STATIC,
                        KINDS,
                        "written here, kept with the member, or issued by issueCode");
        Set<String> values =
                form.texts("any", "any of these codes").stream()
                        .map(Code::plain)
                        .collect(Collectors.toCollection(TreeSet::new));
        if ((kind == Kind.STATIC) == values.isEmpty()) {
            form.problem(
                    "any",
                    kind == Kind.STATIC ? "no codes are named" : "codes of this kind have no list",
                    "write any: [CODE] for static codes only");
        }
        boolean single =
                form.truth(
                        "single", kind != Kind.STATIC, "used up by one use; static codes are not");
        return new Code(promotion, kind, values, single);
    }

    private static String plain(String word) {
        return Situation.plain(word);
    }

    /** The code among those shown that is meant for this promotion: a good one, if any is. */
    public Optional<String> presented(Situation situation) {
        List<String> meant =
                situation.codes().stream()
                        .sorted()
                        .filter(code -> isMeant(code, situation))
                        .toList();
        return meant.stream()
                .filter(code -> wrongWith(code, situation).isEmpty())
                .findFirst()
                .or(() -> meant.stream().findFirst());
    }

    /** Whether {@code code}, in plain form, is one of this promotion's. */
    public boolean isMeant(String code, Situation situation) {
        return switch (kind) {
            case STATIC -> values.contains(code);
            case PERSONAL -> personal(code, situation).isPresent();
            case DERIVED -> verdict(code, situation).genuine();
        };
    }

    private Optional<PersonalCode> personal(String code, Situation situation) {
        return situation.member().stream()
                .flatMap(member -> member.codes().stream())
                .filter(own -> own.promotion().equals(promotion) && plain(own.code()).equals(code))
                .findFirst();
    }

    private Verdict verdict(String code, Situation situation) {
        String member = situation.member().map(Member::id).orElse("");
        return new DerivedCode(situation.settings().codeKey(), promotion).check(code, member);
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        Optional<String> code = presented(situation);
        if (code.isEmpty()) {
            boolean strange = !situation.unknownCodes().isEmpty();
            return Optional.of(Miss.of(strange ? Reason.CODE_UNKNOWN : Reason.CODE_REQUIRED));
        }
        return wrongWith(code.get(), situation).map(Miss::of);
    }

    private Optional<Reason> wrongWith(String code, Situation situation) {
        if (isExpired(code, situation)) {
            return Optional.of(Reason.CODE_EXPIRED);
        }
        if (single && isUsed(code, situation)) {
            return Optional.of(Reason.CODE_USED);
        }
        boolean foreign = kind == Kind.DERIVED && !verdict(code, situation).mine();
        return foreign ? Optional.of(Reason.CODE_NOT_YOURS) : Optional.empty();
    }

    private boolean isExpired(String code, Situation situation) {
        if (kind == Kind.PERSONAL) {
            Optional<Instant> end = personal(code, situation).flatMap(PersonalCode::expiresAt);
            return end.isPresent() && !situation.at().isBefore(end.get());
        }
        if (kind == Kind.DERIVED) {
            LocalDate today = LocalDate.ofInstant(situation.at(), situation.zone());
            return verdict(code, situation).lastDay().filter(today::isAfter).isPresent();
        }
        return false;
    }

    private static boolean isUsed(String code, Situation situation) {
        return situation.takenCodes().contains(code)
                || situation.member().stream()
                        .flatMap(member -> member.codesUsed().stream())
                        .anyMatch(used -> plain(used).equals(code));
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
