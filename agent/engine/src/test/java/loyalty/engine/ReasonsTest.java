package loyalty.engine;

import static loyalty.engine.Tills.fate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import loyalty.engine.codes.DerivedCode;
import loyalty.engine.quote.Explanation;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reason for which a promotion does not apply, from a basket, with its two sentences. */
class ReasonsTest {
    private static final String OFF = "reward: {percentOff: {percent: 10%}}";

    /** A quote in which promotion p does not apply, and what the cashier reads. */
    private record Shown(Supplier<Quote> quote, String english, String russian) {}

    private static final Map<Reason, Shown> SHOWN = new EnumMap<>(Reason.class);

    private static Tills till() {
        return new Tills().line("tea", "1", "100.00");
    }

    private static void when(Reason reason, String promotion, String english, String russian) {
        when(reason, till().promotion("id: p, " + promotion), english, russian);
    }

    private static void when(Reason reason, Tills till, String english, String russian) {
        SHOWN.put(reason, new Shown(till::quote, english, russian));
    }

    static {
        when(
                Reason.NOT_STARTED,
                "from: 2026-12-01, " + OFF,
                "Starts on 2026-12-01T00:00:00+03:00",
                "Начнётся 2026-12-01T00:00:00+03:00");
        when(
                Reason.ENDED,
                "till: 2026-11-25, " + OFF,
                "Ended on 2026-11-25T00:00:00+03:00",
                "Закончилась 2026-11-25T00:00:00+03:00");
        when(
                Reason.OUTSIDE_SCHEDULE,
                "when: {schedule: [{days: [MON]}]}, " + OFF,
                "Not at this time",
                "Сейчас не действует");
        when(
                Reason.STORE_NOT_INCLUDED,
                "when: {stores: [x]}, " + OFF,
                "Not in this store",
                "Не в этом магазине");
        when(
                Reason.REGION_NOT_INCLUDED,
                "when: {regions: [x]}, " + OFF,
                "Not in this region",
                "Не в этом регионе");
        when(
                Reason.CHANNEL_NOT_INCLUDED,
                "when: {channels: [x]}, " + OFF,
                "Not through this channel",
                "Не в этом канале продаж");
        when(
                Reason.REGISTER_NOT_INCLUDED,
                "when: {registers: [x]}, " + OFF,
                "Not at this register",
                "Не на этой кассе");
        when(
                Reason.MEMBER_REQUIRED,
                "reward: {earnPoints: {points: 5}}",
                "For members only",
                "Нужна карта участника");
        when(
                Reason.SEGMENT_MISSING,
                till().member("").promotion("id: p, when: {segments: {any: [x]}}, " + OFF),
                "Not for this member",
                "Не для этого участника");
        when(
                Reason.TIER_NOT_INCLUDED,
                till().programme("tiers: {levels: [{name: Base}, {name: Gold, from: \"1000\"}]}")
                        .member("")
                        .promotion("id: p, when: {tiers: [Gold]}, " + OFF),
                "Not for this tier",
                "Не для этого уровня");
        when(
                Reason.COUNTER_NOT_MET,
                till().member("").promotion("id: p, when: {purchases: {min: 2}}, " + OFF),
                "Purchases so far are short by 2",
                "По покупкам не хватает 2");
        when(
                Reason.CODE_REQUIRED,
                "when: {code: SALE}, " + OFF,
                "Needs a promo code or code word",
                "Нужен промокод или кодовое слово");
        when(
                Reason.CODE_UNKNOWN,
                till().codes("NOPE").promotion("id: p, when: {code: SALE}, " + OFF),
                "There is no such code",
                "Такого промокода нет");
        when(
                Reason.CODE_EXPIRED,
                personal("codes: [{code: C, promotion: p, expiresAt: \"2026-11-25\"}]"),
                "The code has expired",
                "Срок промокода истёк");
        when(
                Reason.CODE_USED,
                personal("codes: [{code: C, promotion: p}], codesUsed: [C]"),
                "The code has been used",
                "Промокод уже использован");
        when(
                Reason.CODE_NOT_YOURS,
                foreign(),
                "The code belongs to another member",
                "Промокод другого участника");
        when(
                Reason.NO_MATCHING_LINES,
                "reward: {percentOff: {percent: 10%, on: {categories: [coffee]}}}",
                "Nothing in the basket qualifies",
                "В чеке нет подходящих товаров (coffee)");
        when(
                Reason.TRIGGER_MISSING,
                "when: {trigger: {categories: [coffee]}}, " + OFF,
                "Add what starts the promotion of coffee",
                "Добавьте товар, который включает акцию (coffee)");
        when(
                Reason.BASKET_BELOW_MINIMUM,
                "when: {basket: {on: {categories: [tea]}, minAmount: \"280\"}}, " + OFF,
                "Add 180.00 of tea",
                "Добавьте ещё 180.00 (tea)");
        when(
                Reason.LIMIT_REACHED,
                till().member("limitsUsed: {p: {month/2026-11: \"2\"}}")
                        .promotion("id: p, limits: {perMember: {count: 2, period: month}}, " + OFF),
                "Limit reached: 2 of 2",
                "Лимит исчерпан: 2 из 2");
        when(
                Reason.LOST_ARBITRATION,
                till().programme("groups: {g: {mode: best}}")
                        .promotion("id: p, group: g, " + OFF)
                        .promotion("id: q, group: g, reward: {amountOff: {amount: \"12.50\"}}"),
                "q is better by 2.50",
                "Выгоднее акция q на 2.50");
        when(
                Reason.EXCLUDED_BY,
                till().promotion("id: p, excludes: [q], " + OFF)
                        .promotion("id: q, reward: {amountOff: {amount: \"12.50\"}}"),
                "Cannot be combined with q",
                "Не сочетается с акцией q");
        when(
                Reason.NO_EFFECT,
                "reward: {fixedPrice: {price: \"100\"}}",
                "Changes nothing in this basket",
                "Ничего не меняет в этом чеке");
        when(
                Reason.NOT_IN_SAMPLE,
                till().member("").promotion("id: p, when: {sample: 0%}, " + OFF),
                "The member is in the control group",
                "Участник в контрольной группе");
        when(
                Reason.NEEDS_ONLINE,
                till().codes("C").promotion("id: p, when: {code: {any: [C], single: yes}}, " + OFF),
                "Needs the processor",
                "Нужна связь с сервером");
        when(
                Reason.NOT_AT_PURCHASE,
                till().member("").promotion("id: p, reward: {grant: {points: 5}}"),
                "Given outside purchases",
                "Начисляется не за покупку");
    }

    private static Tills personal(String member) {
        return till().codes("C")
                .member(member)
                .context("mode: online")
                .promotion("id: p, when: {code: {kind: personal}}, " + OFF);
    }

    /** A code that was issued to m-1, shown by nobody known. */
    private static Tills foreign() {
        String key = "0123456789abcdef";
        String code =
                new DerivedCode(key, "p").issue("secret", "sale", "m-1", false, Optional.empty());
        return till().programme("codeKey: \"" + key + "\"")
                .codes("\"" + code + "\"")
                .context("mode: online")
                .promotion("id: p, when: {code: {kind: derived}}, " + OFF);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonIsGivenAndSaidInTwoLanguages(Reason reason) {
        Shown shown = SHOWN.get(reason);
        assertThat(shown).as("a basket that shows " + reason).isNotNull();
        Quote quote = shown.quote.get();
        assertThat(fate(quote, "p")).startsWith(reason.name());
        Explanation explanation =
                quote.promotions().stream()
                        .filter(e -> e.promotion().equals("p"))
                        .findFirst()
                        .orElseThrow();
        assertThat(explanation.texts())
                .containsEntry("en", shown.english)
                .containsEntry("ru", shown.russian);
    }
}
