package loyalty.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.condition.Sample;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Explanation;
import loyalty.engine.quote.Reason;

/** Explanations with a short sentence for the cashier, in Russian and English. */
final class Reasons {
    private Reasons() {}

    static Explanation applied(Promotion promotion, Money off, Points points, Situation situation) {
        String discount = situation.settings().currency().text(off);
        String earned = situation.settings().points().text(points);
        Map<String, String> texts = new LinkedHashMap<>();
        if (off.isPositive()) {
            texts.put("ru", "Скидка " + discount);
            texts.put("en", "Discount of " + discount);
        } else if (points.isPositive()) {
            texts.put("ru", "Начислено баллов: " + earned);
            texts.put("en", "Points earned: " + earned);
        }
        return new Explanation(
                promotion.id(),
                Optional.empty(),
                off,
                points,
                "",
                "",
                "",
                "",
                Optional.empty(),
                arm(promotion, situation, true),
                texts);
    }

    static Explanation missed(Promotion promotion, Miss miss, Situation situation) {
        return new Explanation(
                promotion.id(),
                Optional.of(miss.reason()),
                Money.ZERO,
                Points.ZERO,
                miss.needed(),
                miss.have(),
                miss.missing(),
                "",
                Optional.empty(),
                miss.reason() == Reason.NOT_IN_SAMPLE ? arm(promotion, situation, false) : "",
                texts(miss));
    }

    static Explanation lost(
            Promotion promotion,
            Reason reason,
            String to,
            Optional<Money> by,
            Situation situation) {
        Map<String, String> texts = new LinkedHashMap<>();
        String more = by.map(situation.settings().currency()::text).orElse("");
        if (to.isEmpty()) {
            texts.put("ru", "Выгоднее без этой акции");
            texts.put("en", "Better without this promotion");
        } else if (reason == Reason.EXCLUDED_BY) {
            texts.put("ru", "Не сочетается с акцией " + to);
            texts.put("en", "Cannot be combined with " + to);
        } else {
            texts.put("ru", "Выгоднее акция " + to + (more.isEmpty() ? "" : " на " + more));
            texts.put("en", to + " is better" + (more.isEmpty() ? "" : " by " + more));
        }
        return new Explanation(
                promotion.id(),
                Optional.of(reason),
                Money.ZERO,
                Points.ZERO,
                "",
                "",
                "",
                to,
                by,
                "",
                texts);
    }

    /** The arm of a trial, for the receipt's record. */
    private static String arm(Promotion promotion, Situation situation, boolean in) {
        boolean trial =
                situation.member().isPresent()
                        && promotion.conditions().stream().anyMatch(Sample.class::isInstance);
        return trial ? in ? "test" : "control" : "";
    }

    /** The sentence in a language; English where there is none. */
    static String text(Miss miss, String language) {
        return language.equals("ru") ? russian(miss) : english(miss);
    }

    private static Map<String, String> texts(Miss miss) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("ru", russian(miss));
        texts.put("en", english(miss));
        return texts;
    }

    private static String russian(Miss miss) {
        String of = miss.of().isEmpty() ? "" : " (" + miss.of() + ")";
        return switch (miss.reason()) {
            case NOT_STARTED -> "Начнётся " + miss.needed();
            case ENDED -> "Закончилась " + miss.needed();
            case OUTSIDE_SCHEDULE -> "Сейчас не действует";
            case STORE_NOT_INCLUDED -> "Не в этом магазине";
            case REGION_NOT_INCLUDED -> "Не в этом регионе";
            case CHANNEL_NOT_INCLUDED -> "Не в этом канале продаж";
            case REGISTER_NOT_INCLUDED -> "Не на этой кассе";
            case MEMBER_REQUIRED -> "Нужна карта участника";
            case SEGMENT_MISSING -> "Не для этого участника";
            case TIER_NOT_INCLUDED -> "Не для этого уровня";
            case COUNTER_NOT_MET ->
                    miss.missing().isEmpty()
                            ? "История покупок не подходит"
                            : "По покупкам не хватает " + miss.missing();
            case CODE_REQUIRED -> "Нужен промокод или кодовое слово";
            case CODE_UNKNOWN -> "Такого промокода нет";
            case CODE_EXPIRED -> "Срок промокода истёк";
            case CODE_USED -> "Промокод уже использован";
            case CODE_NOT_YOURS -> "Промокод другого участника";
            case NO_MATCHING_LINES -> "В чеке нет подходящих товаров" + of;
            case TRIGGER_MISSING -> "Добавьте товар, который включает акцию" + of;
            case BASKET_BELOW_MINIMUM -> "Добавьте ещё " + miss.missing() + of;
            case LIMIT_REACHED -> "Лимит исчерпан: " + miss.have() + " из " + miss.needed();
            case LOST_ARBITRATION -> "Другая акция выгоднее";
            case EXCLUDED_BY -> "Не сочетается с другой акцией";
            case NO_EFFECT -> "Ничего не меняет в этом чеке";
            case NOT_IN_SAMPLE -> "Участник в контрольной группе";
            case NEEDS_ONLINE -> "Нужна связь с сервером";
            case NOT_AT_PURCHASE -> "Начисляется не за покупку";
        };
    }

    private static String english(Miss miss) {
        String of = miss.of().isEmpty() ? "" : " of " + miss.of();
        return switch (miss.reason()) {
            case NOT_STARTED -> "Starts on " + miss.needed();
            case ENDED -> "Ended on " + miss.needed();
            case OUTSIDE_SCHEDULE -> "Not at this time";
            case STORE_NOT_INCLUDED -> "Not in this store";
            case REGION_NOT_INCLUDED -> "Not in this region";
            case CHANNEL_NOT_INCLUDED -> "Not through this channel";
            case REGISTER_NOT_INCLUDED -> "Not at this register";
            case MEMBER_REQUIRED -> "For members only";
            case SEGMENT_MISSING -> "Not for this member";
            case TIER_NOT_INCLUDED -> "Not for this tier";
            case COUNTER_NOT_MET ->
                    miss.missing().isEmpty()
                            ? "Purchases so far do not qualify"
                            : "Purchases so far are short by " + miss.missing();
            case CODE_REQUIRED -> "Needs a promo code or code word";
            case CODE_UNKNOWN -> "There is no such code";
            case CODE_EXPIRED -> "The code has expired";
            case CODE_USED -> "The code has been used";
            case CODE_NOT_YOURS -> "The code belongs to another member";
            case NO_MATCHING_LINES -> "Nothing in the basket qualifies";
            case TRIGGER_MISSING -> "Add what starts the promotion" + of;
            case BASKET_BELOW_MINIMUM -> "Add " + miss.missing() + of;
            case LIMIT_REACHED -> "Limit reached: " + miss.have() + " of " + miss.needed();
            case LOST_ARBITRATION -> "Another promotion is better";
            case EXCLUDED_BY -> "Cannot be combined with another promotion";
            case NO_EFFECT -> "Changes nothing in this basket";
            case NOT_IN_SAMPLE -> "The member is in the control group";
            case NEEDS_ONLINE -> "Needs the processor";
            case NOT_AT_PURCHASE -> "Given outside purchases";
        };
    }
}
