package loyalty.acceptance.simulation;

import static loyalty.acceptance.simulation.BrokenStore.each;
import static loyalty.acceptance.simulation.BrokenStore.invoke;
import static loyalty.acceptance.simulation.BrokenStore.moved;
import static loyalty.acceptance.simulation.BrokenStore.number;
import static loyalty.acceptance.simulation.BrokenStore.with;
import static loyalty.acceptance.simulation.BrokenStore.without;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;

/** Ways in which a processor's database can break a rule of offline and sync. */
final class StoreFaults {
    private StoreFaults() {}

    // ---- lots ----------------------------------------------------------------------------------

    static Node.Mapping pointLost(Node.Mapping lot) {
        return number(lot, "free") == 0 ? lot : moved(lot, "free", -1L);
    }

    static Node.Mapping takenLater(Node.Mapping lot) {
        return number(lot, "taken") == 0 ? lot : moved(lot, "taken", -1L, "free", 1L, "claim", 1L);
    }

    /** What was taken for a debt is put back, and owed still. */
    static Node.Mapping owedLonger(Node.Mapping member) {
        long[] back = {0};
        Node.Mapping changed =
                each(
                        member,
                        "lots",
                        lot -> {
                            boolean it = back[0] == 0 && number(lot, "taken") > 0;
                            back[0] += it ? 1 : 0;
                            return it ? moved(lot, "taken", -1L, "free", 1L) : lot;
                        });
        return moved(changed, "debt", back[0]);
    }

    static Node.Mapping homeInThePost(Node.Mapping member) {
        return each(
                member,
                "inheritance",
                entry ->
                        entry.entries().get("estate") instanceof Node.Mapping estate
                                ? with(
                                        entry,
                                        "estate",
                                        each(estate, "lots", lot -> home(lot, r -> true)))
                                : entry);
    }

    /** The lot with some of its rights taken home behind their holders' backs. */
    private static Node.Mapping home(Node.Mapping lot, Predicate<Node.Mapping> which) {
        long[] home = {0};
        Node.Mapping changed =
                each(
                        lot,
                        "rights",
                        right -> {
                            long left = which.test(right) ? remaining(right) : 0;
                            home[0] += left;
                            return left == 0 ? right : moved(right, "returned", left);
                        });
        return home[0] == 0 ? lot : moved(changed, "free", home[0]);
    }

    private static long remaining(Node.Mapping right) {
        return number(right, "granted")
                + number(right, "in")
                - number(right, "spent")
                - number(right, "returned")
                - number(right, "out")
                - number(right, "released");
    }

    /** What a register has not used until its term ends is taken home at the processor. */
    static Store endingTerms(Store whole, InstantSource time) {
        Map<String, Instant> ends = new HashMap<>();
        UnaryOperator<Store> registers =
                BrokenStore.saving(
                        Kind.REGISTER,
                        file -> {
                            each(file, "incarnations", life -> noted(file, life, ends));
                            return file;
                        });
        UnaryOperator<Store> members =
                BrokenStore.saving(
                        Kind.MEMBER,
                        member ->
                                each(
                                        member,
                                        "lots",
                                        lot ->
                                                home(
                                                        lot,
                                                        right ->
                                                                ends.getOrDefault(
                                                                                holder(right),
                                                                                Instant.MAX)
                                                                        .isBefore(
                                                                                time.instant()))));
        return members.apply(registers.apply(whole));
    }

    private static Node.Mapping noted(
            Node.Mapping file, Node.Mapping life, Map<String, Instant> ends) {
        ends.put(
                text(file, "id") + " " + number(life, "number"),
                Instant.parse(text(life, "termEnd")));
        return life;
    }

    private static String holder(Node.Mapping right) {
        return text(right, "register") + " " + number(right, "incarnation");
    }

    private static String text(Node.Mapping whole, String key) {
        return whole.entries().get(key) instanceof Node.Text text ? text.value() : "";
    }

    /** While something is booked no lot is ever over. */
    static UnaryOperator<Store> reviving() {
        Map<String, Node> ends = new HashMap<>();
        UnaryOperator<Store> showing =
                BrokenStore.showing(
                        Kind.MEMBER, member -> each(member, "lots", lot -> endless(lot, ends)));
        UnaryOperator<Store> saving =
                BrokenStore.saving(
                        Kind.MEMBER, member -> each(member, "lots", lot -> ended(lot, ends)));
        return whole -> showing.apply(saving.apply(whole));
    }

    private static Node.Mapping endless(Node.Mapping lot, Map<String, Node> ends) {
        Optional.ofNullable(lot.entries().get("expiresAt"))
                .ifPresent(end -> ends.put(text(lot, "id"), end));
        return without(lot, "expiresAt");
    }

    private static Node.Mapping ended(Node.Mapping lot, Map<String, Node> ends) {
        return Optional.ofNullable(ends.get(text(lot, "id")))
                .map(end -> with(lot, "expiresAt", end))
                .orElse(lot);
    }

    // ---- what is written and told --------------------------------------------------------------

    /** A change does not raise the version. */
    static UnaryOperator<Store> sameVersion() {
        Node one = new Node.Decimal("1", Position.NONE);
        return whole ->
                BrokenStore.before(
                        whole,
                        (home, method, arguments, transaction) -> {
                            if (method.getName().equals("save") && home.kind() == Kind.MEMBER) {
                                arguments[0] = 1L;
                                arguments[1] =
                                        BrokenStore.changed(
                                                (String) arguments[1],
                                                m -> with(m, "version", one));
                            }
                            return invoke(transaction, method, arguments);
                        });
    }

    /** Each third change of a member is not told. */
    static UnaryOperator<Store> silent() {
        int[] count = {0};
        return whole ->
                BrokenStore.before(
                        whole,
                        (home, method, arguments, transaction) -> {
                            if (method.getName().equals("save") && home.kind() == Kind.MEMBER) {
                                arguments[2] = ++count[0] % 3 > 0;
                            }
                            return invoke(transaction, method, arguments);
                        });
    }

    /** Pages show what they showed first; the cursor is today's. */
    static UnaryOperator<Store> staleSnapshots() {
        Map<List<Object>, Object> shown = new HashMap<>();
        return BrokenStore.asking(
                (method, arguments, whole) -> {
                    boolean page = method.getName().equals("page") && arguments[0] == Kind.MEMBER;
                    Object now = invoke(whole, method, arguments);
                    if (!page || ((List<?>) now).isEmpty()) {
                        return now;
                    }
                    Object before = shown.putIfAbsent(Arrays.asList(arguments), now);
                    return before == null ? now : before;
                });
    }

    // ---- registers -----------------------------------------------------------------------------

    static Node.Mapping alive(Node.Mapping file) {
        return each(
                file,
                "incarnations",
                life -> with(life, "dead", new Node.Truth(false, Position.NONE)));
    }

    static Node.Mapping termEndsEarlier(Node.Mapping file) {
        return each(
                file,
                "incarnations",
                life -> {
                    Instant end = Instant.parse(text(life, "termEnd")).minus(Duration.ofDays(2));
                    return with(life, "termEnd", new Node.Text(end.toString(), Position.NONE));
                });
    }

    /** A release finds nothing that is bound. */
    static UnaryOperator<Store> findingNothingBound() {
        return BrokenStore.asking(
                (method, arguments, whole) ->
                        method.getName().equals("boundTo")
                                ? List.of()
                                : invoke(whole, method, arguments));
    }

    /** A number with two contents is not noticed. */
    static UnaryOperator<Store> noticingNoContradiction() {
        return BrokenStore.asking(
                (method, arguments, whole) -> {
                    Object result = invoke(whole, method, arguments);
                    return result instanceof Store.Numbers numbers
                            ? new Store.Numbers(numbers.gapless(), false)
                            : result;
                });
    }
}
