package loyalty.acceptance.program;

import java.io.IOException;
import java.util.List;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * One member in both books, each asked for itself, in units of the point scale.
 *
 * @param register the balance the register shows
 * @param processor granted, restored and covered less spent and taken over all lots, less debt
 * @param sales how many the processor has
 * @param covered points that were paid and the member did not have
 */
public record Books(long register, long processor, long sales, long covered) {

    public static Books of(CentralOffice office, Calls register, String card) throws IOException {
        Calls.Answer shown = identified(register, card);
        Calls.Answer person = office.person(shown.at("member.id"));
        long balance = -whole(person, "member.debt");
        long covered = 0;
        for (Node node : items(person.node("member.lots"))) {
            Calls.Answer lot = new Calls.Answer(200, node);
            balance += whole(lot, "granted") + whole(lot, "restored") + whole(lot, "covered");
            balance -= whole(lot, "spent") + whole(lot, "taken");
            covered += whole(lot, "covered");
        }
        return new Books(
                whole(shown, "member.balance"),
                balance,
                items(person.node("sales")).size(),
                covered);
    }

    /** Asked once more if the connection was kept open for longer than the register keeps it. */
    private static Calls.Answer identified(Calls register, String card) throws IOException {
        Node code = Tree.mapping().put("code", card).node();
        try {
            return register.post("/v1/identify", code);
        } catch (IOException closed) {
            return register.post("/v1/identify", code);
        }
    }

    private static List<Node> items(Node node) {
        return node instanceof Node.Sequence list ? list.items() : List.of();
    }

    private static long whole(Calls.Answer answer, String path) {
        String number = answer.at(path);
        return number.isEmpty() ? 0 : Long.parseLong(number);
    }
}
