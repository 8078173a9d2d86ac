package loyalty.terminal.print;

import java.math.BigDecimal;
import loyalty.engine.money.Rate;
import loyalty.engine.pack.RulePack;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.quote.Message.Audience;
import loyalty.receipt.template.Language;

/** What the pack calls things, in the receipt's language. */
record Wording(RulePack pack, Language language) {
    /** The promotion's text for receipts, else its name; its id if the pack no longer has it. */
    String promotion(String id) {
        return pack.promotion(id).map(this::text).orElse(id);
    }

    private String text(Promotion promotion) {
        String name = promotion.name().isEmpty() ? promotion.id() : promotion.name();
        return promotion
                .texts()
                .text(language.code(), Audience.RECEIPT)
                .filter(text -> text.indexOf('{') < 0)
                .orElse(name);
    }

    /** As 0,5 %. */
    String percent(Rate rate) {
        return percent(rate.fraction());
    }

    String percent(BigDecimal share) {
        BigDecimal percent = share.movePointRight(2).stripTrailingZeros();
        String text = percent.signum() == 0 ? "0" : percent.toPlainString();
        return language == Language.EN ? text + "%" : text.replace('.', ',') + " %";
    }
}
