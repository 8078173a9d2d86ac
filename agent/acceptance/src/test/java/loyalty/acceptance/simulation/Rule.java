package loyalty.acceptance.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;

/** The rules of offline and sync, each with a way to switch it off and a seed that misses it. */
enum Rule {
    /** An operation keeps its id through every retry. */
    AN_OPERATION_KEEPS_ITS_ID(
            1, port(() -> BrokenPort.uploading(all -> all.stream().map(Rule::renamed).toList()))),
    /** Only what the processor has taken leaves the outbox. */
    WHAT_IS_NOT_TAKEN_IS_KEPT(
            1,
            port(
                    () ->
                            BrokenPort.uploading(
                                    all -> all.size() > 1 ? all.subList(1, all.size()) : all))),
    /** A hold that nobody needs any more is cancelled. */
    HOLDS_ARE_CANCELLED(2, port(() -> BrokenPort.uploading(all -> dropped(all, "cancel")))),
    /** A recall is answered by the right's return. */
    RECALLED_RIGHTS_GO_HOME(2, port(() -> BrokenPort.uploading(all -> dropped(all, "rights")))),
    /** What is granted travels as a total. */
    RIGHTS_ARE_TOTALS(2, port(() -> BrokenPort.viewing(Rule::twice))),
    /** A cursor never passes a change that was not told. */
    NO_CHANGE_IS_SKIPPED(1, port(Skipping::new)),
    /** A member's state is taken whole, and only if it is newer. */
    ONLY_NEWER_STATES_COUNT(1, port(Remembering::new)),
    /** A register sends again what a restored processor has lost. */
    A_LOST_TAIL_IS_SENT_AGAIN(10, port(HidingLoss::new)),
    /** A restored processor begins a new generation. */
    A_RESTORE_BEGINS_A_GENERATION(10, port(SameGeneration::new)),
    /** An operation takes effect once, because it is remembered. */
    AN_OPERATION_IS_REMEMBERED(1, store(() -> BrokenStore.forgetting("remember", Kind.MEMBER, 1))),
    /** It is remembered in the transaction that books it. */
    IT_IS_REMEMBERED_WITH_ITS_EFFECT(
            1, store(() -> BrokenStore.forgetting("remember", Kind.MEMBER, 4))),
    /** What is leased is written before it is answered. */
    WHAT_IS_ANSWERED_IS_WRITTEN(1, store(() -> BrokenStore.forgetting("save", Kind.MEMBER, 6))),
    /** A return waits for its sale. */
    A_RETURN_WAITS_FOR_ITS_SALE(1, member(each -> BrokenStore.without(each, "waiting"))),
    /** A closed member's estate waits until it is taken in. */
    AN_ESTATE_WAITS(1, member(each -> BrokenStore.without(each, "inheritance"))),
    /** Where points are is always known: what is free is not more than that. */
    POINTS_ARE_CONSERVED(1, member(each -> BrokenStore.each(each, "lots", Rule::oneMore)));

    private final long seed;
    private final int steps;

    @SuppressWarnings("ImmutableEnumChecker") // makes new switches for each world
    private final Supplier<Switches> off;

    Rule(long seed, Supplier<Switches> off) {
        this(seed, 100, off);
    }

    Rule(long seed, int steps, Supplier<Switches> off) {
        this.seed = seed;
        this.steps = steps;
        this.off = off;
    }

    /** A world in which its absence is missed. */
    long seed() {
        return seed;
    }

    /** How long that world must live. */
    int steps() {
        return steps;
    }

    Switches off() {
        return off.get();
    }

    // ---- how they are switched off
    // ---------------------------------------------------------------

    private static Supplier<Switches> port(Supplier<BrokenPort> broken) {
        return () -> Switches.ofPort(whole -> broken.get().before(whole));
    }

    private static Supplier<Switches> store(Supplier<UnaryOperator<Store>> broken) {
        return () -> Switches.ofStore(broken.get());
    }

    private static Supplier<Switches> member(UnaryOperator<Node.Mapping> change) {
        return store(() -> BrokenStore.saving(Kind.MEMBER, change));
    }

    private static final SplittableRandom SOURCE = new SplittableRandom(5);

    private static String renamed(String json) {
        String fresh = new UUID(SOURCE.nextLong(), SOURCE.nextLong()).toString();
        return json.replace(BrokenPort.read(json).id().toString(), fresh);
    }

    private static List<String> dropped(List<String> operations, String kind) {
        return BrokenPort.without(
                (Operation each) ->
                        each.kind()
                                == (kind.equals("cancel")
                                        ? OperationKind.CANCEL
                                        : OperationKind.RIGHTS_RETURN),
                operations);
    }

    private static MemberView twice(MemberView view) {
        List<MemberView.Right> rights =
                view.rights().stream()
                        .map(
                                right ->
                                        new MemberView.Right(
                                                right.lot(),
                                                right.incarnation(),
                                                2 * right.granted(),
                                                right.recalled(),
                                                right.received()))
                        .toList();
        return new MemberView(view.id(), view.version(), view.redirect(), view.snapshot(), rights);
    }

    private static Node.Mapping oneMore(Node.Mapping lot) {
        long free =
                lot.entries().get("free") instanceof Node.Decimal number
                        ? Long.parseLong(number.literal())
                        : 0;
        return free == 0
                ? lot
                : BrokenStore.with(
                        lot, "free", new Node.Decimal(Long.toString(free - 1), Position.NONE));
    }

    private static final class Skipping extends BrokenPort {
        @Override
        Object answered(String call, Object[] arguments, Object answer) {
            if (!call.equals("changes")) {
                return answer;
            }
            Changes changes = (Changes) answer;
            int count = changes.changes().size();
            return new Changes(
                    changes.changes().subList(0, Math.max(0, count - 1)),
                    changes.cursor(),
                    Optional.empty(),
                    changes.more(),
                    changes.contact());
        }
    }

    /** Tells of each member always what it told first, as if it were new. */
    private static final class Remembering extends BrokenPort {
        private final Map<String, MemberView> first = new HashMap<>();
        private final BrokenPort viewing = BrokenPort.viewing(this::again);

        private MemberView again(MemberView view) {
            MemberView old = first.computeIfAbsent(view.id(), id -> view);
            return new MemberView(
                    view.id(), view.version(), view.redirect(), old.snapshot(), view.rights());
        }

        @Override
        Object answered(String call, Object[] arguments, Object answer) {
            return viewing.answered(call, arguments, answer);
        }
    }

    /** Never tells that the processor's count of operations fell. */
    private static final class HidingLoss extends BrokenPort {
        private long highest;

        @Override
        Object answered(String call, Object[] arguments, Object answer) {
            if (answer instanceof BatchAnswer batch) {
                highest = Math.max(highest, batch.seq());
                return new BatchAnswer(
                        batch.answers(), highest, batch.keepAnswered(), batch.contact());
            }
            return answer;
        }
    }

    /** Never hears that the processor began anew. */
    private static final class SameGeneration extends BrokenPort {
        private String first = "";
        private final BrokenPort meeting = BrokenPort.meeting(this::again);

        private Contact again(Contact contact) {
            first = first.isEmpty() ? contact.generation() : first;
            return new Contact(contact.time(), contact.term(), first, contact.standing(), false);
        }

        @Override
        Object answered(String call, Object[] arguments, Object answer) {
            return meeting.answered(call, arguments, answer);
        }
    }
}
