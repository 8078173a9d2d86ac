package loyalty.terminal.checkout;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import loyalty.engine.grants.DueGrant;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.TextPaper;
import loyalty.receipt.template.Language;
import loyalty.terminal.print.Document;
import loyalty.terminal.print.Documents;
import loyalty.terminal.print.Holder;
import loyalty.terminal.print.ReturnedSale;
import loyalty.terminal.print.Slip;
import loyalty.terminal.sale.OwedPaper;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleState;
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

    /**
     * Queues paper that was made when what it tells of was written.
     *
     * @return false if it is worth another try
     */
    boolean print(OwedPaper owed) {
        return attempt(
                "paper " + owed.job(),
                () -> {
                    Sheet sheet = Sheet.of(owed);
                    return paper.print(
                            sheet.job(), sheet.title(), sheet.document(), sheet.language());
                });
    }

    /** The receipt of a return, under the return's id; empty if it cannot be made. */
    Optional<OwedPaper> giveBack(
            ReturnedSale sale, ReturnBody body, Programme.Rules rules, Optional<Holder> after) {
        Language language = paper.language();
        return made(
                "the receipt of return " + body.id(),
                () ->
                        Optional.of(
                                new Sheet(
                                        body.id(),
                                        "return " + body.receipt(),
                                        paper.documents(rules, language)
                                                .giveBack(sale, body, after),
                                        language)));
    }

    /**
     * A copy of a return's receipt.
     *
     * @param kept as it was printed; empty for returns of releases that kept none, whose balance of
     *     then nobody knows
     */
    void copy(Sale sale, ReturnBody body, Optional<OwedPaper> kept, String job) throws IOException {
        SaleBody sold = sale.draft().body();
        ReturnedSale of = new ReturnedSale(sale.id().value(), sold.receipt(), sold.sold());
        Sheet sheet =
                kept.isPresent()
                        ? Sheet.of(kept.get())
                        : new Sheet(
                                body.id(),
                                "return " + body.receipt(),
                                documents(sale).giveBack(of, body, Optional.empty()),
                                language(sale));
        paper.copy(job, sheet.title(), sheet.document(), sheet.language());
    }

    /** A newcomer's card; empty if the shop wants none. */
    Optional<OwedPaper> enrolment(Holder newcomer, List<String> cards, List<DueGrant> gifts) {
        Language language = paper.language();
        return slip(
                Slip.ENROLMENT,
                "enrolment:" + newcomer.id(),
                language,
                () ->
                        Optional.of(
                                documents(language)
                                        .enrolment(newcomer, cards.stream().findFirst(), gifts)));
    }

    /** A greeting, if one of the gifts is for the birthday and the shop wants it. */
    Optional<OwedPaper> birthday(Holder member, List<DueGrant> gifts) {
        Language language = paper.language();
        return slip(
                Slip.BIRTHDAY,
                "birthday:" + gifts.get(0).name(),
                language,
                () -> documents(language).birthday(member, gifts));
    }

    private Optional<OwedPaper> slip(
            Slip kind, String job, Language language, Supplier<Optional<Document>> document) {
        if (!paper.wants(kind)) {
            return Optional.empty();
        }
        return made(
                "slip " + job,
                () -> document.get().map(made -> new Sheet(job, kind.word(), made, language)));
    }

    /** Whatever is wrong with paper fails nothing of what it is about. */
    private static Optional<OwedPaper> made(String what, Supplier<Optional<Sheet>> work) {
        try {
            return work.get().map(Sheet::owed);
        } catch (RuntimeException e) {
            LOG.error("{} cannot be made", what, e);
            return Optional.empty();
        }
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
