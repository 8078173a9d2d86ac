package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.SaleAnswer;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.commit.ExtractCode;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sale.SaleState;
import loyalty.terminal.sync.Sync;

/**
 * Finds the sale that goods come back of: in this register's ledger; of another register at the
 * processor, which also knows what came back elsewhere; without either in the receipt's own code,
 * if the register that sold has signed it.
 */
final class ReturnableSales {
    private static final int LONGEST_ID = 64;

    private final Till till;
    private final Optional<Sync> sync;
    private final Shop shop;

    ReturnableSales(Till till, Optional<Sync> sync, Shop shop) {
        this.till = till;
        this.sync = sync;
        this.shop = shop;
    }

    Returnable find(ReturnWish wish) throws NotPossible, IOException {
        Optional<Extract> extract = scanned(wish);
        Optional<String> id = extract.map(Extract::sale).or(() -> saleId(wish));
        Optional<Sale> own = own(wish, id);
        if (own.isPresent()) {
            return returnable(own.get(), extract);
        }
        Optional<String> member = extract.map(Extract::member).or(wish::member);
        Optional<SaleAnswer> central =
                id.isPresent() && member.isPresent()
                        ? asked(member.get(), id.get())
                        : Optional.empty();
        if (central.isPresent()) {
            return returnable(central.get(), extract);
        }
        if (extract.isPresent()) {
            return returnable(trusted(extract.get()));
        }
        throw Outcomes.unknownSale("this id, number or code");
    }

    private static Optional<Extract> scanned(ReturnWish wish) throws NotPossible {
        Optional<String> code = wish.code().filter(ExtractCode::claims);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Optional<Extract> extract = ExtractCode.read(code.get());
        if (extract.isEmpty()) {
            throw new NotPossible(
                    NotPossible.Kind.INVALID,
                    "receipt-code-damaged",
                    "The receipt's code was not read whole.",
                    "Scan it again; or type the receipt's number at the register that sold.");
        }
        return extract;
    }

    /** A large receipt's code is only the sale's id. */
    private static Optional<String> saleId(ReturnWish wish) {
        return wish.sale().or(wish::code).filter(id -> !id.isBlank() && id.length() <= LONGEST_ID);
    }

    private Optional<Sale> own(ReturnWish wish, Optional<String> id)
            throws NotPossible, IOException {
        Optional<Sale> sale =
                id.isPresent()
                        ? Waiting.till(till, () -> till.ledger().sale(new SaleId(id.get())))
                        : wish.number().isPresent()
                                ? Waiting.till(
                                        till,
                                        () -> till.ledger().saleByReceipt(wish.number().get()))
                                : Optional.empty();
        if (sale.isPresent() && sale.get().state() != SaleState.CONFIRMED) {
            throw new NotPossible(
                    NotPossible.Kind.CONFLICT,
                    "not-confirmed",
                    "The sale is not confirmed, so nothing of it can come back.",
                    "Cancel it instead.");
        }
        return sale;
    }

    /** The processor's word; empty if it does not answer in time or has not heard of the sale. */
    private Optional<SaleAnswer> asked(String member, String sale) {
        if (sync.isEmpty() || !sync.get().state().online()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Waiting.of(sync.get().sale(member, sale), shop.budget()));
        } catch (NotPossible | IOException e) {
            return Optional.empty(); // what is known here decides, as without a line
        }
    }

    private Extract trusted(Extract extract) throws NotPossible, IOException {
        Optional<String> problem =
                Waiting.till(till, () -> till.ledger().extracts().problem(extract));
        if (problem.isPresent()) {
            throw new NotPossible(
                    NotPossible.Kind.CONFLICT,
                    "receipt-not-trusted",
                    "This receipt cannot be taken back here now: " + problem.get() + ".",
                    "Try again when the processor answers, or go to the register that sold.");
        }
        return extract;
    }

    private Returnable returnable(Sale own, Optional<Extract> extract) {
        SaleBody body = own.draft().body();
        Optional<SaleAnswer> central =
                own.draft().member().flatMap(member -> asked(member, own.id().value()));
        return new Returnable(
                own.id().value(),
                own.draft().member(),
                body.receipt(),
                own.draft().pack(),
                body.sold(),
                central.map(SaleAnswer::back).orElse(List.of()),
                Set.copyOf(central.map(SaleAnswer::returns).orElse(List.of())),
                extract,
                Returnable.Source.REGISTER);
    }

    private static Returnable returnable(SaleAnswer central, Optional<Extract> extract) {
        return new Returnable(
                central.sale(),
                Optional.of(central.member()),
                "",
                central.pack(),
                central.sold(),
                central.back(),
                Set.copyOf(central.returns()),
                extract,
                Returnable.Source.PROCESSOR);
    }

    private static Returnable returnable(Extract extract) {
        return new Returnable(
                extract.sale(),
                Optional.of(extract.member()),
                "",
                extract.pack(),
                extract.sold(),
                List.of(),
                Set.of(),
                Optional.of(extract),
                Returnable.Source.RECEIPT);
    }
}
