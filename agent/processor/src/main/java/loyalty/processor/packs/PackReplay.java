package loyalty.processor.packs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.member.Member;
import loyalty.engine.money.Points;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.quote.RedeemWish;
import loyalty.processor.member.Account;
import loyalty.processor.member.Amounts;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.SaleBook;
import loyalty.processor.member.Views;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Replay;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.sync.SaleBody.LimitUse;

/**
 * Calculates sales again, with the pack they name: once for the member as the register saw it,
 * which must give what was printed; once for the member as we have it, which tells what the
 * register did not know. The redemption is taken as printed; the books judge it by rights and
 * holds.
 */
public final class PackReplay implements Replay {
    private static final List<String> STRENGTH =
            List.of(
                    Code.TAMPERING,
                    Code.ENGINE,
                    Code.WITHDRAWN_PACK,
                    Code.STALE_PACK,
                    Code.STALE_SEGMENT,
                    Code.STALE_BALANCE,
                    Code.CLOCK);

    private final Packs packs;

    public PackReplay(Packs packs) {
        this.packs = packs;
    }

    @Override
    public boolean knows(String pack) throws StoreException {
        return pack.isEmpty() || packs.pack(pack).isPresent();
    }

    @Override
    public long most(String pack, LimitUse use) throws StoreException {
        Optional<Limits> limits =
                (pack.isEmpty() ? Optional.<ReadPack>empty() : packs.pack(pack))
                        .flatMap(read -> read.calculator().pack().promotion(use.promotion()))
                        .map(Promotion::limits);
        long most =
                limits.map(each -> use.period().equals("total") ? each.total() : each.perCode())
                        .orElse(0L);
        return most == 0 ? Long.MAX_VALUE : most;
    }

    @Override
    public List<Correction> differences(Arrival arrival, Optional<Account> account, SaleBook sales)
            throws StoreException {
        Operation operation = arrival.operation();
        if (arrival.is(OperationKind.RETURN) && account.isPresent()) {
            return new ReturnReplay(packs).differences(arrival, account.get(), sales);
        }
        if (!arrival.is(OperationKind.SALE)) {
            return List.of();
        }
        Optional<ReadPack> pack =
                operation.pack().isEmpty() ? Optional.empty() : packs.pack(operation.pack());
        List<Correction> found = new ArrayList<>();
        try {
            SaleBody body = arrival.sale();
            found.addAll(aboutPack(operation, body));
            if (pack.isPresent()) {
                found.addAll(replayed(pack.get(), body, account, operation.at()));
            }
        } catch (InvalidDocumentException e) {
            return List.of();
        }
        if (operation.clock() == ClockQuality.DOUBTFUL) {
            found.add(Correction.of(Code.CLOCK, "the register's clock was doubtful"));
        }
        found.sort(Comparator.comparingInt(each -> STRENGTH.indexOf(each.code())));
        return found;
    }

    private List<Correction> aboutPack(Operation operation, SaleBody body) throws StoreException {
        Optional<String> due = packs.due(body.store(), operation.at());
        boolean stale =
                due.isPresent() && !due.get().isEmpty() && !due.get().equals(operation.pack());
        if (operation.pack().isEmpty() || !stale) {
            return List.of();
        }
        boolean rolledBack =
                packs.assignment(body.store())
                        .map(assignment -> assignment.previous().equals(operation.pack()))
                        .orElse(false);
        return List.of(
                rolledBack
                        ? Correction.of(Code.WITHDRAWN_PACK, "the pack had been replaced by then")
                        : Correction.of(Code.STALE_PACK, "the store had another pack by then"));
    }

    private static List<Correction> replayed(
            ReadPack pack, SaleBody body, Optional<Account> account, Instant at) {
        Calculator calculator = pack.calculator();
        long promised = body.created().stream().mapToLong(LotGrant::points).sum();
        try {
            QuoteRequest request = request(calculator, body);
            Optional<Member> seen = seen(calculator, body);
            Quote again = calculator.quote(request, seen);
            if (!printed(again, body, promised)) {
                return List.of(
                        new Correction(
                                Code.TAMPERING,
                                "",
                                promised,
                                again.points().earned().units(),
                                "calculated again it is not what was printed"));
            }
            Optional<Member> known =
                    account.isPresent() ? present(calculator, account.get(), at) : seen;
            Quote now = known.equals(seen) ? again : calculator.quote(request, known);
            return printed(now, body, promised)
                    ? List.of()
                    : List.of(stale(seen, known, promised, now.points().earned().units()));
        } catch (InvalidDocumentException e) {
            return List.of(Correction.of(Code.ENGINE, "what was calculated cannot be read here"));
        }
    }

    private static Correction stale(
            Optional<Member> seen, Optional<Member> known, long promised, long now) {
        boolean otherSegments = !segments(seen).equals(segments(known));
        return new Correction(
                otherSegments ? Code.STALE_SEGMENT : Code.STALE_BALANCE,
                "",
                promised,
                now,
                "the register knew an older state of the member; what it printed stands");
    }

    private static Set<String> segments(Optional<Member> member) {
        return member.map(Member::segments).orElse(Set.of());
    }

    /**
     * The request with the redemption that was printed, so that bounds of the register matter not.
     */
    private static QuoteRequest request(Calculator calculator, SaleBody body)
            throws InvalidDocumentException {
        QuoteRequest asked = QuoteRequest.read(body.request(), calculator.pack()).orThrow();
        long spent = body.spends().stream().mapToLong(SaleBody.Spend::points).sum();
        return new QuoteRequest(
                asked.member(),
                asked.basket(),
                asked.codes(),
                new RedeemWish(Points.of(spent)),
                Optional.empty(),
                asked.context(),
                asked.codesTaken());
    }

    /** As the register knew the member. */
    private static Optional<Member> seen(Calculator calculator, SaleBody body)
            throws InvalidDocumentException {
        if (body.seen().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(body.seen().get(), calculator));
    }

    /**
     * Without rights: they bounded the redemption, which is taken as printed. And without the time
     * of the snapshot, so that two that say the same are equal.
     */
    private static Member read(Node.Mapping snapshot, Calculator calculator)
            throws InvalidDocumentException {
        Map<String, Node> entries = new LinkedHashMap<>(snapshot.entries());
        entries.remove("rights");
        entries.remove("asOf");
        Node.Mapping whole = new Node.Mapping(entries, snapshot.at());
        return Member.read(whole, calculator.pack()).orThrow();
    }

    static Optional<Member> present(Calculator calculator, Account account, Instant at)
            throws InvalidDocumentException {
        Amounts amounts =
                new Amounts(
                        calculator.pack().points().decimals(),
                        calculator.pack().currency().digits());
        return Optional.of(read(new Views(amounts).snapshot(account, at), calculator));
    }

    /** The same money and points; what lots paid is for the books. */
    private static boolean printed(Quote again, SaleBody body, long promised) {
        boolean money =
                again.total().base().minor() == body.money().baseMinor()
                        && again.total().discount().minor() == body.money().discountMinor()
                        && again.total().redeemed().minor() == body.money().redeemedMinor()
                        && again.total().due().minor() == body.money().dueMinor();
        return money && again.points().earned().units() == promised;
    }
}
