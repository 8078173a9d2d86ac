package loyalty.terminal.commit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.EnrolDraft;
import loyalty.terminal.sale.Gifts;
import loyalty.terminal.sale.GivenBack;
import loyalty.terminal.sale.GrantDraft;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.OwedPaper;
import loyalty.terminal.sale.Refusal;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.ReturnDraft;

/**
 * What happens besides sales: returns, enrolments, grants. Each is one durable transaction. Thread:
 * till.
 */
public final class Occasions {
    private final Book book;
    private final PaperDebts debts;

    Occasions(Book book, PaperDebts debts) {
        this.book = book;
        this.debts = debts;
    }

    /** A return without paper. */
    public Outcome giveBack(ReturnDraft draft, Request request, Optional<KeptAnswer> answer)
            throws StorageException {
        return giveBack(draft, request, answer, false);
    }

    /**
     * Writes a return. The caller has checked what is left to be returned; another return written
     * since then refuses this one.
     *
     * @param owesPaper whether its receipt is to be printed, which no crash can undo from here on
     */
    public Outcome giveBack(
            ReturnDraft draft, Request request, Optional<KeptAnswer> answer, boolean owesPaper)
            throws StorageException {
        return book.change(
                () -> {
                    Optional<Outcome> earlier = earlier(request);
                    if (earlier.isPresent()) {
                        return earlier.get();
                    }
                    if (returnsOf(draft.body().sale()).size() != draft.earlier()) {
                        return Outcome.Refused.because(
                                Refusal.RETURNED_MEANWHILE,
                                "another return of this sale was made a moment ago");
                    }
                    Optional<String> taken =
                            book.sales().takeNumber("return", draft.receipt(), draft.body().id());
                    if (taken.isPresent()) {
                        return Refusals.receiptTaken(draft.receipt(), taken.get());
                    }
                    Instant now = book.clock().instant();
                    Node.Mapping body = draft.body().toNode();
                    book.database()
                            .run(
                                    "insert into give_back (id, sale, at, refunded, body)"
                                            + " values (?, ?, ?, ?, ?)",
                                    draft.operation().toString(),
                                    draft.body().sale(),
                                    now,
                                    draft.body().refundMinor(),
                                    JsonText.bytes(body));
                    if (draft.paper().isPresent()) {
                        debts.keep(draft.operation().toString(), draft.paper().get());
                        owe(draft.paper().filter(made -> owesPaper), now);
                    }
                    return recorded(operation(draft, body), request, answer);
                });
    }

    private void owe(Optional<OwedPaper> paper, Instant now) throws StorageException {
        if (paper.isPresent()) {
            debts.owe(paper.get(), now);
        }
    }

    private static OperationDraft operation(ReturnDraft draft, Node.Mapping body) {
        return new OperationDraft(
                draft.operation(),
                OperationKind.RETURN,
                draft.member(),
                body,
                draft.pack(),
                LotPoints.sum(draft.body().restores()),
                draft.body().refundMinor(),
                Optional.empty());
    }

    /** What came back of a sale at this register, oldest first. */
    public List<GivenBack> returnsOf(String sale) throws StorageException {
        return book.database()
                .list(
                        "select id, at, body from give_back where sale = ? order by at, id",
                        Occasions::givenBack,
                        sale);
    }

    private static GivenBack givenBack(ResultSet row) throws SQLException {
        try {
            return new GivenBack(
                    row.getString(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    ReturnBody.read(Outbox.node(row.getBytes(3))));
        } catch (InvalidDocumentException e) {
            throw new SQLException("a return in the ledger cannot be read", e);
        }
    }

    /** A newcomer without gifts and paper. */
    public Outcome enrol(EnrolDraft draft, Request request, Optional<KeptAnswer> answer)
            throws StorageException {
        return enrol(draft, request, answer, Gifts.NONE);
    }

    /**
     * Makes a member of a newcomer, who can be identified and earn from now on, and gives them what
     * joining gives.
     */
    public Outcome enrol(
            EnrolDraft draft, Request request, Optional<KeptAnswer> answer, Gifts gifts)
            throws StorageException {
        return book.change(
                () -> {
                    Optional<Outcome> earlier = earlier(request);
                    if (earlier.isPresent()) {
                        return earlier.get();
                    }
                    Instant now = book.clock().instant();
                    book.members().enrol(draft.member(), draft.snapshot(), now);
                    for (IdentifierHash hash : draft.identifiers()) {
                        book.members().link(hash, draft.member(), 0);
                    }
                    OperationDraft operation =
                            new OperationDraft(
                                    draft.operation(),
                                    OperationKind.ENROL,
                                    Optional.of(draft.member()),
                                    draft.body().toNode(),
                                    "",
                                    0,
                                    0,
                                    Optional.empty());
                    Outcome outcome = recorded(operation, request, answer);
                    give(gifts);
                    return outcome;
                });
    }

    /** Gives points outside a purchase; once per grant id on this register. */
    public Outcome grant(GrantDraft draft, Request request, Optional<KeptAnswer> answer)
            throws StorageException {
        return book.change(
                () -> {
                    Optional<Outcome> earlier = earlier(request);
                    if (earlier.isPresent()) {
                        return earlier.get();
                    }
                    Outcome made = grant(draft);
                    if (made instanceof Outcome.Recorded) {
                        book.answers()
                                .keep(
                                        request,
                                        draft.operation().toString(),
                                        answer,
                                        book.clock().instant());
                    }
                    return made;
                });
    }

    /** A grant that is due by the programme's rules; nobody asked for it by key. */
    public Outcome grantDue(GrantDraft draft) throws StorageException {
        return book.change(() -> grant(draft));
    }

    /** Grants that are due by the programme's rules, and the paper that tells of them. */
    public void grantDue(Gifts gifts) throws StorageException {
        book.change(
                () -> {
                    give(gifts);
                    return true;
                });
    }

    private void give(Gifts gifts) throws StorageException {
        for (GrantDraft draft : gifts.grants()) {
            grant(draft);
        }
        owe(gifts.paper(), book.clock().instant());
    }

    /** Whether a grant can be made: the time is known, and it was not made here before. */
    public boolean canGrant(GrantDraft draft) throws StorageException {
        return book.clock().quality() == ClockQuality.TRUSTED
                && book.database()
                        .one(
                                "select 1 from made_grant where id = ?",
                                row -> true,
                                draft.body().grant())
                        .isEmpty();
    }

    private Outcome grant(GrantDraft draft) throws StorageException {
        if (book.clock().quality() != ClockQuality.TRUSTED) {
            return Outcome.Refused.because(
                    Refusal.CLOCK_DOUBTFUL,
                    "nothing is granted until the processor has said what time it is");
        }
        int added =
                book.database()
                        .run(
                                "insert or ignore into made_grant (id, operation, at)"
                                        + " values (?, ?, ?)",
                                draft.body().grant(),
                                draft.operation().toString(),
                                book.clock().instant());
        if (added == 0) {
            return Outcome.Refused.because(
                    Refusal.GRANTED_ALREADY, "grant " + draft.body().grant() + " was made already");
        }
        long points = draft.body().lots().stream().mapToLong(LotGrant::points).sum();
        Operation operation =
                book.append(
                        new OperationDraft(
                                draft.operation(),
                                OperationKind.GRANT,
                                Optional.of(draft.member()),
                                draft.body().toNode(),
                                draft.pack(),
                                points,
                                0,
                                Optional.empty()),
                        Optional.empty());
        return new Outcome.Recorded(operation.id().toString());
    }

    private Outcome recorded(OperationDraft draft, Request request, Optional<KeptAnswer> answer)
            throws StorageException {
        Operation operation = book.append(draft, Optional.empty());
        book.answers().keep(request, operation.id().toString(), answer, book.clock().instant());
        return new Outcome.Recorded(operation.id().toString());
    }

    private Optional<Outcome> earlier(Request request) throws StorageException {
        return Refusals.earlier(book.answers(), book.sales(), request);
    }
}
