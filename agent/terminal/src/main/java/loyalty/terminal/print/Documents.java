package loyalty.terminal.print;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.condition.BirthdayWindow;
import loyalty.engine.grants.DueGrant;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.receipt.template.Language;

/**
 * Everything a register prints, one method each: takes what happened, gives the data its template
 * is filled with. Immutable.
 */
public final class Documents {
    private static final String SALE = "sale";

    private final Letterhead head;
    private final Language language;

    public Documents(Letterhead head, Language language) {
        this.head = head;
        this.language = language;
    }

    /**
     * The receipt of a sale.
     *
     * @param returnCode what it carries so that goods can come back at any register
     */
    public Document sale(SaleBody sale, Optional<String> returnCode) {
        Map<String, Object> values = data(sale).values();
        returnCode.ifPresent(code -> values.put("returnCode", code));
        return document(SALE, values);
    }

    /**
     * The receipt of a return.
     *
     * @param after the member once it is written; empty for an anonymous sale, or where that is not
     *     known any more
     */
    public Document giveBack(ReturnedSale sale, ReturnBody body, Optional<Holder> after) {
        return document("return", new ReturnData(head, sale, body, after).values());
    }

    /**
     * The card of a newcomer.
     *
     * @param number of the plastic card, if there is one
     * @param gifts what joining gave
     */
    public Document enrolment(Holder newcomer, Optional<String> number, List<DueGrant> gifts) {
        return document(
                Slip.ENROLMENT.word(),
                new MemberData(head, language).enrolled(newcomer, number, gifts));
    }

    /** A greeting, where one of the gifts is for the birthday. */
    public Optional<Document> birthday(Holder member, List<DueGrant> gifts) {
        List<DueGrant> ofTheDay = gifts.stream().filter(this::isForBirthday).toList();
        return ofTheDay.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        document(
                                Slip.BIRTHDAY.word(),
                                new MemberData(head, language).greeted(member, ofTheDay)));
    }

    private boolean isForBirthday(DueGrant gift) {
        return head.pack().promotion(gift.promotion()).stream()
                .flatMap(promotion -> promotion.conditions().stream())
                .anyMatch(BirthdayWindow.class::isInstance);
    }

    /** What the tier that this sale reached gives; empty if it reached none. */
    public Optional<Document> tierReached(SaleBody sale) {
        return new Progress(sale, wording())
                .reached()
                .map(
                        level -> {
                            Map<String, Object> values = data(sale).values();
                            values.putAll(new TierData(wording()).values(level));
                            return document(Slip.TIER_REACHED.word(), values);
                        });
    }

    /** The code to hand on to a friend; empty if the sale gave none. */
    public Optional<Document> friendCode(SaleBody sale) {
        Map<String, Object> values = data(sale).values();
        return values.containsKey("friend")
                ? Optional.of(document(Slip.FRIEND_CODE.word(), values))
                : Optional.empty();
    }

    /** The programme's day at this register. */
    public Document shift(ShiftFigures figures) {
        return document("shift-report", new ShiftData(head, language).values(figures));
    }

    private ReceiptData data(SaleBody sale) {
        return new ReceiptData(head, sale, language);
    }

    private Wording wording() {
        return new Wording(head.pack(), language);
    }

    private Document document(String template, Map<String, Object> values) {
        return new Document(template, head.folder(), values);
    }

    /** A moment as the shop's clock shows it. */
    static String local(Letterhead head, Instant at) {
        return new ShopTime(head.zone()).local(at);
    }
}
