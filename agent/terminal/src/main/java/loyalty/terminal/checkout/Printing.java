package loyalty.terminal.checkout;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import loyalty.engine.grants.DueGrant;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.TextPaper;
import loyalty.receipt.template.Language;
import loyalty.terminal.commit.Sale;
import loyalty.terminal.commit.SaleState;
import loyalty.terminal.print.Document;
import loyalty.terminal.print.Documents;
import loyalty.terminal.print.Holder;
import loyalty.terminal.print.ReturnedSale;
import loyalty.terminal.print.Slip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which paper belongs to what happened, and under which job it is printed once. */
final class Printing {
    private static final Logger LOG = LoggerFactory.getLogger(Printing.class);

    private final Paper paper;
    private final Programme programme;
    private final ReturnCodes returnCodes;

    Printing(Paper paper, Programme programme, ReturnCodes returnCodes) {
        this.paper = paper;
        this.programme = programme;
        this.returnCodes = returnCodes;
    }

    /** A customer as paper tells of them. */
    static Holder holder(Customer customer, Instant now, boolean online) {
        return new Holder(
                customer.known().id(),
                MemberCard.masked(customer.member().name()),
                customer.member(),
                now,
                !online,
                customer.known().asOf(),
                customer.allowance().cause().word());
    }

    /**
     * The receipt, under the sale's id, and the slips that the sale gave rise to.
     *
     * @return false if some of it is worth another try
     */
    boolean sale(Sale sale) {
        return attempt("the receipt of sale " + sale.id(), () -> receiptAndSlips(sale));
    }

    private boolean receiptAndSlips(Sale sale) {
        SaleBody body = sale.draft().body();
        String id = sale.id().value();
        Language language = paper.language(body.request());
        Documents documents = documents(sale);
        boolean receipt = paper.print(id, "receipt " + body.receipt(), document(sale), language);
        boolean tier =
                documents
                        .tierReached(body)
                        .map(slip -> paper.slip(Slip.TIER_REACHED, id + ":tier", slip, language))
                        .orElse(true);
        boolean friend =
                documents
                        .friendCode(body)
                        .map(slip -> paper.slip(Slip.FRIEND_CODE, id + ":friend", slip, language))
                        .orElse(true);
        return receipt && tier && friend;
    }

    /** A copy of a sale's receipt. */
    void copy(Sale sale, String job) throws IOException {
        SaleBody body = sale.draft().body();
        paper.copy(
                job, "receipt " + body.receipt(), document(sale), paper.language(body.request()));
    }

    /** The receipt of a return, under the return's id. */
    void giveBack(GivingBack.Written written, Optional<Holder> after) {
        ReturnBody body = written.body();
        Returnable sale = written.sale();
        ReturnedSale of = new ReturnedSale(sale.sale(), sale.receipt(), sale.sold());
        giveBack(of, body, written.rules(), after);
    }

    /** The receipt of a return that a crash kept from the printer; the balance is not known now. */
    boolean giveBack(ReturnPaper owed) {
        Programme.Rules rules = programme.rules(owed.pack()).orElseGet(programme::rules);
        return giveBack(owed.sale(), owed.body(), rules, Optional.empty());
    }

    private boolean giveBack(
            ReturnedSale sale, ReturnBody body, Programme.Rules rules, Optional<Holder> after) {
        Language language = paper.language();
        return attempt(
                "the receipt of return " + body.id(),
                () ->
                        paper.print(
                                body.id(),
                                "return " + body.receipt(),
                                paper.documents(rules, language).giveBack(sale, body, after),
                                language));
    }

    /** A copy of a return's receipt; what the balance was then is not known any more. */
    void copy(Sale sale, ReturnBody body, String job) throws IOException {
        SaleBody sold = sale.draft().body();
        ReturnedSale of = new ReturnedSale(sale.id().value(), sold.receipt(), sold.sold());
        Document document = documents(sale).giveBack(of, body, Optional.empty());
        paper.copy(job, "return " + body.receipt(), document, language(sale));
    }

    /** A newcomer's card. */
    void enrolment(Holder newcomer, Enrolling.Enrolled enrolled) {
        Language language = paper.language();
        Optional<String> number = enrolled.cards().stream().findFirst();
        attempt(
                "the card of a newcomer",
                () ->
                        paper.slip(
                                Slip.ENROLMENT,
                                "enrolment:" + newcomer.id(),
                                documents(language).enrolment(newcomer, number, enrolled.gifts()),
                                language));
    }

    /** A greeting, if one of the gifts is for the birthday. */
    void birthday(Holder member, List<DueGrant> gifts) {
        Language language = paper.language();
        String job = "birthday:" + gifts.get(0).name();
        attempt(
                "a birthday's greeting",
                () ->
                        documents(language)
                                .birthday(member, gifts)
                                .map(slip -> paper.slip(Slip.BIRTHDAY, job, slip, language))
                                .orElse(true));
    }

    /** The receipt as a page. */
    Page page(Sale sale) {
        return paper.page(document(sale), language(sale));
    }

    /** The receipt as lines of text; none if it cannot be made, which must fail no sale. */
    List<String> lines(Sale sale) {
        try {
            return TextPaper.of(page(sale)).lines().toList();
        } catch (RuntimeException e) {
            LOG.error("the receipt of sale {} cannot be laid out", sale.id(), e);
            return List.of();
        }
    }

    /** The receipt in the printer's language; empty if there is no printer. */
    Optional<byte[]> bytes(Sale sale) throws IOException {
        return paper.bytes(document(sale), language(sale));
    }

    /** What it is about is written: paper that cannot be made is told of, and fails nothing. */
    private static boolean attempt(String what, BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.error("{} cannot be made", what, e);
            return true;
        }
    }

    private Document document(Sale sale) {
        Optional<String> code =
                sale.state() == SaleState.CONFIRMED
                        ? returnCodes.of(sale, programme.rulesOf(sale).pack())
                        : Optional.empty(); // goods can only come back of a sale that is confirmed
        return documents(sale).sale(sale.draft().body(), code);
    }

    private Language language(Sale sale) {
        return paper.language(sale.draft().body().request());
    }

    private Documents documents(Sale sale) {
        return paper.documents(programme.rulesOf(sale), language(sale));
    }

    private Documents documents(Language language) {
        return paper.documents(programme.rules(), language);
    }
}
