package loyalty.drivers.code;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How one shop tells codes apart. Patterns match whole texts only.
 *
 * @param cards ranges that do not overlap
 * @param phoneCountries calling codes whose numbers are phones: 7 for Russia and Kazakhstan, 375
 *     for Belarus
 * @param promos words that open promotions
 * @param receipts what our receipts and fiscal receipts carry
 */
public record CodeRules(
        List<CardRange> cards,
        List<String> phoneCountries,
        List<Pattern> promos,
        List<Pattern> receipts) {
    /** Numbers a shop may give out itself, by GS1's rules: EAN-13 beginning with 2. */
    public static final CardRange OWN_EAN_13 = CardRange.prefix("own", "29", 13, CheckDigit.GS1);

    private static final Pattern FISCAL =
            Pattern.compile("t=[0-9]{8}T[0-9]{4,6}&s=[0-9.]+&fn=[0-9]+&i=[0-9]+&fp=[0-9]+&n=[1-4]");
    private static final Pattern SALE_ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** The signed sale that our receipts carry: capital letters and digits. */
    public static final Pattern SIGNED_SALE = Pattern.compile("LX1\\.[0-9A-V]{16,4000}");

    public CodeRules {
        cards = List.copyOf(cards);
        phoneCountries = List.copyOf(phoneCountries);
        promos = List.copyOf(promos);
        receipts = List.copyOf(receipts);
        refuseOverlaps(cards);
    }

    /** Own EAN-13 cards, phones of three countries, no promo words, our and fiscal receipts. */
    public static CodeRules usual() {
        return new CodeRules(
                List.of(OWN_EAN_13),
                List.of("7", "375"),
                List.of(),
                List.of(SIGNED_SALE, SALE_ID, FISCAL));
    }

    /** The same with other cards. */
    public CodeRules withCards(List<CardRange> others) {
        return new CodeRules(others, phoneCountries, promos, receipts);
    }

    /** The same with other promo words. */
    public CodeRules withPromos(List<Pattern> others) {
        return new CodeRules(cards, phoneCountries, others, receipts);
    }

    private static void refuseOverlaps(List<CardRange> cards) {
        for (int i = 0; i < cards.size(); i++) {
            for (CardRange later : cards.subList(i + 1, cards.size())) {
                if (cards.get(i).overlaps(later)) {
                    throw new IllegalArgumentException(
                            "card ranges overlap: "
                                    + cards.get(i)
                                    + " and "
                                    + later
                                    + "; a number must belong to one range only, so narrow one of"
                                    + " them");
                }
            }
        }
    }
}
