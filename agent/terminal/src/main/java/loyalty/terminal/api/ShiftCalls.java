package loyalty.terminal.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.terminal.checkout.Paper;
import loyalty.terminal.checkout.Programme;
import loyalty.terminal.checkout.Times;
import loyalty.terminal.commit.Shifts;
import loyalty.terminal.commit.Till;
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
        Shifts.Shift shift = till.ask(() -> till.ledger().shifts().close()).get();
        try {
            paper.report("shift:" + shift.number(), report(shift));
        } catch (IOException | RuntimeException e) {
            // The shift is closed; its figures are in the answer.
            LOG.error("the report of shift {} was not queued", shift.number(), e);
        }
        return Answer.json(200, node(shift));
    }

    private Node node(Shifts.Shift shift) {
        RulePack pack = programme.rules().pack();
        return Tree.mapping()
                .put("number", shift.number())
                .put("from", Times.text(shift.from(), pack.zone()))
                .put("until", Times.text(shift.until(), pack.zone()))
                .put("cashiers", shift.shares(), share -> node(share, pack))
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

    /** In receipt markup: name and share, receipts and money, points, points missed. */
    private List<String> report(Shifts.Shift shift) {
        RulePack pack = programme.rules().pack();
        List<String> lines = new ArrayList<>();
        lines.add("^^\"" + shift.number());
        lines.add(Times.text(shift.from(), pack.zone()));
        lines.add(Times.text(shift.until(), pack.zone()));
        lines.add("-");
        shift.shares().forEach(share -> lines.addAll(report(share, pack)));
        return lines;
    }

    private static List<String> report(Shifts.Share share, RulePack pack) {
        String earned = pack.points().text(Points.of(share.earned()));
        String redeemed = pack.points().text(Points.of(share.redeemed()));
        String missed = pack.points().text(Points.of(share.missed()));
        String due = pack.currency().text(Money.of(share.due()));
        return List.of(
                "|\"" + escaped(share.cashier()) + " | " + percent(share) + " %",
                "|" + share.identified() + " / " + share.receipts() + " | " + due,
                "|+" + earned + " | -" + redeemed,
                "|~ | (" + missed + ")");
    }

    /** A cashier's name is data: nothing in it is markup. */
    private static String escaped(String text) {
        return text.replaceAll("[^\\p{L}\\p{N} .-]", " ");
    }
}
