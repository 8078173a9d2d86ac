package loyalty.acceptance.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.text.JsonText;

/** The processor's accounts as they lie in its database, read without the processor's code. */
record Books(Map<String, Member> members) {
    private static final int ALL = 10_000;

    /** One account; {@code waits} counts what is not booked yet. */
    record Member(String id, Optional<String> redirect, long debt, List<Lot> lots, int waits) {}

    /** A lot's sums; {@code holds} by sale. */
    record Lot(
            String id,
            long granted,
            long restored,
            long covered,
            long spent,
            long taken,
            long claim,
            long free,
            Map<Holder, Right> rights,
            Map<String, Hold> holds) {
        long remaining() {
            return rights.values().stream().mapToLong(Right::remaining).sum();
        }

        long held() {
            return holds.values().stream().mapToLong(Hold::points).sum();
        }

        long released() {
            return rights.values().stream().mapToLong(Right::released).sum();
        }

        boolean addsUp() {
            return granted + restored + covered == spent + taken + free + remaining() + held()
                    && restored <= spent
                    && Math.min(Math.min(free, claim), Math.min(taken, covered)) >= 0
                    && rights.values().stream().allMatch(right -> right.remaining() >= 0)
                    && holds.values().stream().allMatch(hold -> hold.points() >= 0);
        }
    }

    record Right(long granted, long remaining, long released) {}

    record Hold(Holder holder, long points) {}

    static Books of(Store store) throws StoreException {
        Map<String, Member> members = new LinkedHashMap<>();
        for (Document document : store.page(Kind.MEMBER, "", ALL)) {
            Member member = member(fields(document.state()));
            members.put(member.id(), member);
        }
        return new Books(members);
    }

    private static Fields fields(String text) {
        try {
            return Fields.of(JsonText.read(text, "member"), new ArrayList<>());
        } catch (InvalidDocumentException e) {
            throw new World.Violation("an account that cannot be read: " + text);
        }
    }

    private static Member member(Fields fields) {
        return new Member(
                fields.requiredText("id"),
                fields.text("redirect"),
                number(fields, "debt"),
                fields.each("lots", Books::lot),
                fields.sequence("waiting").size() + fields.sequence("inheritance").size());
    }

    private static Lot lot(Fields fields) {
        Map<Holder, Right> rights = new LinkedHashMap<>();
        fields.each("rights", each -> Map.entry(Holder.read(each), right(each)))
                .forEach(each -> rights.put(each.getKey(), each.getValue()));
        Map<String, Hold> holds = new LinkedHashMap<>();
        fields.each("holds", each -> Map.entry(each.requiredText("sale"), hold(each)))
                .forEach(each -> holds.put(each.getKey(), each.getValue()));
        return new Lot(
                fields.requiredText("id"),
                number(fields, "granted"),
                number(fields, "restored"),
                number(fields, "covered"),
                number(fields, "spent"),
                number(fields, "taken"),
                number(fields, "claim"),
                number(fields, "free"),
                rights,
                holds);
    }

    private static Hold hold(Fields fields) {
        return new Hold(Holder.read(fields), number(fields, "points"));
    }

    private static Right right(Fields fields) {
        long granted = number(fields, "granted");
        long released = number(fields, "released");
        long gone = number(fields, "spent") + number(fields, "returned") + number(fields, "out");
        return new Right(granted, granted + number(fields, "in") - gone - released, released);
    }

    private static long number(Fields fields, String key) {
        return fields.whole(key, 0, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    Map<String, Lot> lots() {
        Map<String, Lot> lots = new HashMap<>();
        for (Member member : members.values()) {
            for (Lot lot : member.lots()) {
                World.require(lots.put(lot.id(), lot) == null, "lot in two accounts: " + lot);
            }
        }
        return lots;
    }

    /** Whose account a member's points are in now. */
    String survivor(String member) {
        String name = member;
        while (members.containsKey(name) && members.get(name).redirect().isPresent()) {
            name = members.get(name).redirect().get();
        }
        return name;
    }
}
