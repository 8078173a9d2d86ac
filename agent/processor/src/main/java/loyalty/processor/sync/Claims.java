package loyalty.processor.sync;

import java.util.ArrayList;
import java.util.List;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Arrival;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.processor.store.Transaction.Seen;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.sync.SaleBody.LimitUse;
import loyalty.protocol.text.JsonText;

/**
 * Single-use codes and limits of the whole programme, which no member's row can keep. Each code and
 * each limit is a home of its own, claimed for a sale before the sale is booked; claiming again for
 * the same sale changes nothing. Paper is a fact: what is claimed too often is noted, not refused.
 */
final class Claims {
    /** Of a limit over all members; limits with other names are kept with the member. */
    static final String TOTAL = "total";

    private static final String CODE = "code/";

    private final Office office;
    private final Replay replay;

    Claims(Office office, Replay replay) {
        this.office = office;
        this.replay = replay;
    }

    /** Claims what a sale uses; gives what was used too often. */
    List<Correction> claim(Arrival arrival) throws StoreException {
        List<Correction> noticed = new ArrayList<>();
        if (!arrival.is(OperationKind.SALE) || claimsNothing(arrival.operation())) {
            return noticed;
        }
        SaleBody body;
        try {
            body = arrival.sale();
        } catch (InvalidDocumentException e) {
            // the books will refuse it with the reason
            return noticed;
        }
        for (String code : body.codesUsed()) {
            if (!take(code, body.sale())) {
                noticed.add(Correction.of(Code.CODE_USED, "the code was used on another receipt"));
            }
        }
        for (LimitUse use : body.limits()) {
            if (shared(use)
                    && count(use, body.sale()) > replay.most(arrival.operation().pack(), use)) {
                noticed.add(
                        Correction.of(
                                Code.LIMIT_REACHED,
                                "promotion " + use.promotion() + " was used up by then"));
            }
        }
        return noticed;
    }

    /** Most sales, without their whole bodies being read. */
    private static boolean claimsNothing(Operation operation) {
        return isEmpty(operation, "codesUsed") && isEmpty(operation, "limits");
    }

    private static boolean isEmpty(Operation operation, String list) {
        return !(operation.body().entries().get(list) instanceof Node.Sequence items)
                || items.items().isEmpty();
    }

    private static boolean shared(LimitUse use) {
        return use.period().equals(TOTAL) || use.period().startsWith(CODE);
    }

    /** A sale that was refused for good gives back what it claimed; so does a whole return. */
    void settle(Arrival arrival, Answer answer) throws StoreException {
        boolean booked =
                answer.outcome() == Outcome.ACCEPTED || answer.outcome() == Outcome.CORRECTED;
        try {
            if (arrival.is(OperationKind.SALE)
                    && answer.outcome() == Outcome.REJECTED
                    && !claimsNothing(arrival.operation())) {
                SaleBody body = arrival.sale();
                giveBack(body.sale(), body.codesUsed(), body.limits());
            } else if (arrival.is(OperationKind.RETURN) && booked) {
                ReturnBody body = arrival.returned();
                giveBack(body.sale(), body.codes(), body.limits());
            }
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("what was answered was read before", e);
        }
    }

    private void giveBack(String sale, List<String> codes, List<LimitUse> limits)
            throws StoreException {
        for (String code : codes) {
            change(code(code), sale, false, 1);
        }
        for (LimitUse use : limits) {
            if (shared(use)) {
                change(limit(use), sale, false, use.count());
            }
        }
    }

    /** True if the code is this sale's: nobody's until now, or its own already. */
    boolean take(String code, String sale) throws StoreException {
        return change(code(code), sale, true, 1) <= 1;
    }

    private long count(LimitUse use, String sale) throws StoreException {
        return change(limit(use), sale, true, use.count());
    }

    private static Home code(String code) {
        return new Home(Kind.CLAIM, "code:" + Digests.sha256Hex("code " + code));
    }

    private static Home limit(LimitUse use) {
        return new Home(
                Kind.CLAIM, "limit:" + Digests.sha256Hex(use.promotion() + " " + use.period()));
    }

    /**
     * Counts a sale's uses in or out, once.
     *
     * @return uses by then; for a sale counted before what it was then
     */
    private long change(Home home, String sale, boolean in, long uses) throws StoreException {
        return office.store()
                .transact(
                        home,
                        transaction -> {
                            long used = transaction.document().map(Claims::used).orElse(0L);
                            Standing before = standing(transaction, sale);
                            if (in == before.counted()) {
                                return in ? before.uses() : used;
                            }
                            long now = Math.max(0, in ? used + uses : used - uses);
                            long version =
                                    transaction.document().map(Document::version).orElse(0L) + 1;
                            transaction.save(
                                    version,
                                    JsonText.write(Tree.mapping().put("used", now).node()),
                                    false);
                            transaction.remember(
                                    new Seen(sale, in ? "in" : "out", Long.toString(now), ""));
                            return now;
                        });
    }

    /** Whether a sale is counted, and how many uses there were with it. */
    private record Standing(boolean counted, long uses) {}

    private static Standing standing(Transaction transaction, String sale) throws StoreException {
        return transaction
                .seen(sale)
                .map(seen -> new Standing(seen.hash().equals("in"), Long.parseLong(seen.answer())))
                .orElse(new Standing(false, 0));
    }

    private static long used(Document document) {
        return Fields.of(Registers.mapping(document.state()), new ArrayList<>())
                .whole("used", 0, 0, Long.MAX_VALUE);
    }
}
