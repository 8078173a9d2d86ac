package loyalty.acceptance.demo;

import java.io.IOException;
import java.util.List;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.CentralOffice;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/** A member's balance on both sides, each asked for itself. */
final class Balances {
    private Balances() {}

    static void compare(Story story, Calls register, CentralOffice office, String card)
            throws IOException {
        Calls.Answer member = identify(register, card);
        String there = Long.toString(atProcessor(office, member.at("member.id")));
        story.promiseEqual(
                "balance at the processor and at the register", there, member.at("member.balance"));
    }

    static String sales(CentralOffice office, Calls register, String card) throws IOException {
        String id = identify(register, card).at("member.id");
        Node sales = office.person(id).node("sales");
        return sales instanceof Node.Sequence list ? Integer.toString(list.items().size()) : "none";
    }

    private static Calls.Answer identify(Calls register, String card) throws IOException {
        return register.post("/v1/identify", Tree.mapping().put("code", card).node());
    }

    /** Free points and those that registers hold or have held back, over all lots. */
    private static long atProcessor(CentralOffice office, String member) throws IOException {
        Calls.Answer person = office.person(member);
        long balance = 0;
        for (Node lot : items(person.node("member.lots"))) {
            balance += whole(lot, "granted") + whole(lot, "restored") + whole(lot, "covered");
            balance -= whole(lot, "spent") + whole(lot, "taken");
        }
        return balance - Long.parseLong(orZero(person.at("member.debt")));
    }

    private static List<Node> items(Node node) {
        return node instanceof Node.Sequence list ? list.items() : List.of();
    }

    private static long whole(Node lot, String key) {
        return Long.parseLong(orZero(new Calls.Answer(200, lot).at(key)));
    }

    private static String orZero(String number) {
        return number.isEmpty() ? "0" : number;
    }
}
