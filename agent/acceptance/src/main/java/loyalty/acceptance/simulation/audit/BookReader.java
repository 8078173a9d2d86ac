package loyalty.acceptance.simulation.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.acceptance.simulation.audit.Books.Hold;
import loyalty.acceptance.simulation.audit.Books.Lot;
import loyalty.acceptance.simulation.audit.Books.Member;
import loyalty.acceptance.simulation.audit.Books.Right;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.text.JsonText;

/** Reads the processor's database without the processor's code; what did not change once. */
public final class BookReader {
    private static final int ALL = 10_000;

    private final Map<String, Kept> kept = new HashMap<>();

    private record Kept(String text, Member member) {}

    public Books read(Store store) throws StoreException {
        Map<String, Member> members = new LinkedHashMap<>();
        for (Document document : store.page(Kind.MEMBER, "", ALL)) {
            String id = document.home().id();
            Kept known = kept.get(id);
            if (known == null || !known.text().equals(document.state())) {
                known = new Kept(document.state(), member(fields(document.state())));
                kept.put(id, known);
            }
            members.put(id, known.member());
        }
        return new Books(members, terms(store));
    }

    private static Map<Holder, Instant> terms(Store store) throws StoreException {
        Map<Holder, Instant> terms = new LinkedHashMap<>();
        for (Document document : store.page(Kind.REGISTER, "", ALL)) {
            String id = document.home().id();
            fields(document.state())
                    .each(
                            "incarnations",
                            each ->
                                    Map.entry(
                                            new Holder(id, number(each, "number")),
                                            Instant.parse(each.requiredText("termEnd"))))
                    .forEach(term -> terms.put(term.getKey(), term.getValue()));
        }
        return terms;
    }

    private static Fields fields(String text) {
        try {
            return Fields.of(JsonText.read(text, "document"), new ArrayList<>());
        } catch (InvalidDocumentException e) {
            throw new Violation("what cannot be read: " + text);
        }
    }

    private static Member member(Fields fields) {
        List<Lot> estate = new ArrayList<>();
        fields.each("inheritance", entry -> entry.mapping("estate"))
                .forEach(
                        each ->
                                each.ifPresent(
                                        left -> estate.addAll(left.each("lots", BookReader::lot))));
        return new Member(
                fields.requiredText("id"),
                number(fields, "version"),
                fields.text("redirect"),
                number(fields, "debt"),
                fields.each("lots", BookReader::lot),
                estate,
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
                fields.text("expiresAt").map(Instant::parse),
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
        long returned = number(fields, "returned");
        long gone = number(fields, "spent") + returned + number(fields, "out");
        long left = granted + number(fields, "in") - gone - number(fields, "released");
        return new Right(granted, returned, left, fields.truth("recalled", false));
    }

    private static long number(Fields fields, String key) {
        return fields.whole(key, 0, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
