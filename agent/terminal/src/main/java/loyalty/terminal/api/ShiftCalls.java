package loyalty.terminal.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.terminal.checkout.Paper;
import loyalty.terminal.checkout.Programme;
import loyalty.terminal.checkout.Times;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.Shifts;
import loyalty.terminal.commit.Till;
import loyalty.terminal.print.Document;
import loyalty.terminal.print.ShiftFigures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shifts: what each cashier did with members, and what was missed. */
final class ShiftCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ShiftCalls.class);
    private static final int PERCENT = 100;

    private final Till till;
    private final Programme programme;
    private final Paper paper;

    ShiftCalls(Till till, Programme programme, Paper paper) {
        this.till = till;
        this.programme = programme;
        this.paper = paper;
    }

    void addTo(Routes routes) {
        String scope = Scope.SHIFT.word();
        routes.on(Verb.GET, "/v1/shifts/current", scope, Call.of(this::current));
        routes.on(Verb.POST, "/v1/shifts/close", scope, Call.of(this::close));
    }

    private Answer current(Request request) throws Exception {
        Shifts.Shift shift = till.ask(() -> till.ledger().shifts().current()).get();
        return Answer.json(200, node(shift));
    }

    /** Closes the shift and prints its report, if there is a printer. */
    private Answer close(Request request) throws Exception {
        String cashier = cashier(request);
        Shifts.Shift shift = till.ask(() -> till.ledger().shifts().close()).get();
        try {
            print(shift, cashier);
        } catch (IOException | RuntimeException e) {
            // The shift is closed; its figures are in the answer.
            LOG.error("the report of shift {} was not queued", shift.number(), e);
        }
        return Answer.json(200, node(shift));
    }

    /** Who closes it; no body is needed. */
    private static String cashier(Request request) throws Refusal, InvalidDocumentException {
        if (request.body().length == 0) {
            return "";
        }
        Fields fields = Fields.of(request.json(), new ArrayList<>());
        String cashier = fields.text("cashier").orElse("");
        fields.end();
        fields.throwIfInvalid();
        return cashier;
    }

    private void print(Shifts.Shift shift, String cashier) throws Exception {
        Programme.Rules rules = programme.rules();
        Outbox.Backlog unsent =
                till.ask(() -> till.ledger().offlineRules().exposure(Optional.of(rules.pack())))
                        .get()
                        .unsent();
        ShiftFigures figures =
                new ShiftFigures(
                        shift.number(),
                        shift.from(),
                        shift.until(),
                        cashier,
                        shift.shares().stream().map(ShiftCalls::cashier).toList(),
                        shift.enrolled(),
                        shift.offlineSales(),
                        unsent.operations(),
                        unsent.quarantined());
        Document report = paper.documents(rules, paper.language()).shift(figures);
        String job = "shift:" + shift.number();
        paper.print(job, "report of shift " + shift.number(), report, paper.language());
    }

    private static ShiftFigures.Cashier cashier(Shifts.Share share) {
        return new ShiftFigures.Cashier(
                share.cashier(),
                share.receipts(),
                share.identified(),
                share.due(),
                share.dueIdentified(),
                share.earned(),
                share.redeemed(),
                share.missed());
    }

    private Node node(Shifts.Shift shift) {
        RulePack pack = programme.rules().pack();
        return Tree.mapping()
                .put("number", shift.number())
                .put("from", Times.text(shift.from(), pack.zone()))
                .put("until", Times.text(shift.until(), pack.zone()))
                .put("cashiers", shift.shares(), share -> node(share, pack))
                .put("enrolled", shift.enrolled())
                .put("offlineSales", shift.offlineSales())
                .node();
    }

    private static Node node(Shifts.Share share, RulePack pack) {
        return Tree.mapping()
                .put("cashier", share.cashier())
                .put("receipts", share.receipts())
                .put("identified", share.identified())
                .put("identifiedShare", percent(share) + "%")
                .put("due", pack.currency().text(Money.of(share.due())))
                .put("dueIdentified", pack.currency().text(Money.of(share.dueIdentified())))
                .put("earned", pack.points().text(Points.of(share.earned())))
                .put("redeemed", pack.points().text(Points.of(share.redeemed())))
                .put("missed", pack.points().text(Points.of(share.missed())))
                .node();
    }

    private static long percent(Shifts.Share share) {
        return share.receipts() == 0 ? 0 : share.identified() * PERCENT / share.receipts();
    }
}
