package loyalty.acceptance.simulation;

import static loyalty.acceptance.simulation.BrokenStore.each;
import static loyalty.acceptance.simulation.BrokenStore.forgetting;
import static loyalty.acceptance.simulation.BrokenStore.saving;
import static loyalty.acceptance.simulation.BrokenStore.savingSales;
import static loyalty.acceptance.simulation.BrokenStore.without;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import loyalty.engine.document.Node;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.protocol.sync.OperationKind;
import loyalty.terminal.commit.LedgerSetup;

/** The rules of offline and sync, each with a way to switch it off; worlds miss it. */
enum Rule {
    // ---- operations
    /** An operation keeps its id through every retry. */
    AN_OPERATION_KEEPS_ITS_ID(0, port(PortFaults::renaming)),
    /** An operation is written once and never changed. */
    AN_OPERATION_IS_NEVER_CHANGED(0, 120, port(PortFaults::rewriting)),
    /** Only what the processor has taken leaves the outbox. */
    WHAT_IS_NOT_TAKEN_IS_KEPT(0, port(PortFaults::losingTheFirst)),
    /** What is to come again later is kept as well. */
    WHAT_IS_LATER_IS_KEPT(120, 150, port(PortFaults::notComingBack)),
    /** An operation takes effect once, because it is remembered. */
    AN_OPERATION_IS_REMEMBERED(0, store(() -> forgetting("remember", Kind.MEMBER, 1))),
    /** It is remembered in the transaction that books it. */
    IT_IS_REMEMBERED_WITH_ITS_EFFECT(0, store(() -> forgetting("remember", Kind.MEMBER, 4))),
    /** A register sends again what a restored processor has lost. */
    A_LOST_TAIL_IS_SENT_AGAIN(409, 120, port(PortFaults::hidingLoss)),

    // ---- rights
    /** A right is of one lot. */
    RIGHTS_ARE_PER_LOT(1, port(PortFaults::lumping)),
    /** What is granted travels as a total. */
    RIGHTS_ARE_TOTALS(0, port(PortFaults::adding)),
    /** A total that comes late is not less. */
    THE_LARGER_TOTAL_STANDS(14, 70, port(PortFaults::tellingAgain), Rule::lastTotalStands),
    /** What remains follows from the register's own totals. */
    WHAT_IS_SPENT_IS_COUNTED(
            4,
            machine(
                    BrokenMachine.understanding(
                            "set spent = spent + ?", "set spent = spent + 0 * ?"))),
    /** What an open sale pays with is no other sale's. */
    OPEN_SALES_KEEP_THEIR_RIGHTS(
            212,
            120,
            machine(
                    BrokenMachine.understanding(
                            "and s.state in ('OPEN', 'PRINTING')", "and s.state = 'NOWHERE'"))),
    /** What is leased is written before it is answered. */
    WHAT_IS_ANSWERED_IS_WRITTEN(0, store(() -> forgetting("save", Kind.MEMBER, 6))),
    /** Rights arise only at the processor. */
    RIGHTS_ARISE_AT_THE_PROCESSOR(0, port(PortFaults::leasingItself)),
    /** No more than a share of a lot is out. */
    A_SHARE_STAYS_AT_HOME(0, () -> Switches.NONE.settings(SettingFaults::everythingOut)),
    /** Without a term no rights are spent. */
    THE_TERM_ENDS_SPENDING(0, port(() -> PortFaults.term(Duration.ofDays(1_000)))),
    /** The term counts from the request. */
    THE_TERM_COUNTS_FROM_THE_REQUEST(0, portInTime(PortFaults::countingFromTheAnswer)),
    /** The term that is told is not longer than the one that is written down. */
    THE_TERM_TOLD_IS_WRITTEN(0, register(StoreFaults::termEndsEarlier)),
    /** The end of the term moves no points. */
    THE_TERMS_END_MOVES_NO_POINTS(309, 150, storeInTime(StoreFaults::endingTerms)),
    /** A recall is told until nothing remains. */
    A_RECALL_IS_TOLD(1, port(PortFaults::recallingNothing)),
    /** A recall is answered by the right's return. */
    RECALLED_RIGHTS_GO_HOME(0, port(() -> PortFaults.dropping(OperationKind.RIGHTS_RETURN))),
    /** Whoever returns a right lowers it first. */
    A_RETURN_LOWERS_THE_RIGHT(
            1,
            machine(
                    BrokenMachine.understanding(
                            "set returned = returned + ?", "set returned = returned + 0 * ?"))),
    /** Idle rights go home unasked. */
    IDLE_RIGHTS_GO_HOME(
            4, machine(BrokenMachine.understanding("and r.used_at < ?", "and r.used_at < 0 * ?"))),
    /** A release goes on until nothing is bound. */
    A_RELEASE_REACHES_EVERYTHING(3, 120, store(StoreFaults::findingNothingBound)),
    /** A register spends only the rights of its present incarnation. */
    RIGHTS_BELONG_TO_AN_INCARNATION(10, 120, port(PortFaults::inheriting)),
    /** The dead are fenced. */
    THE_DEAD_ARE_FENCED(0, port(PortFaults::comforting)),
    /** The dead stay dead. */
    THE_DEAD_STAY_DEAD(10, 120, register(StoreFaults::alive)),
    /** A register that was put back spends its old rights no more. */
    A_REGISTER_PUT_BACK_IS_FENCED(3, 120, Rule::nobodyFenced),

    // ---- lots, claims, debts
    /** Where points are is always known: what is free is not more than that. */
    POINTS_ARE_CONSERVED(0, lots(StoreFaults::pointLost)),
    /** A claim is kept until it is met. */
    A_CLAIM_IS_KEPT(31, lots(lot -> without(lot, "claim"))),
    /** A claim takes what is free. */
    A_CLAIM_TAKES_WHAT_IS_FREE(1, lots(StoreFaults::takenLater)),
    /** A debt is kept until it is paid. */
    A_DEBT_IS_KEPT(11, 120, member(each -> without(each, "debt"))),
    /** A debt eats what is free. */
    A_DEBT_EATS_WHAT_IS_FREE(1, member(StoreFaults::owedLonger)),

    /** A lot that is over pays nothing. */
    AN_ENDED_LOT_PAYS_NOTHING(292, 120, port(PortFaults::withoutEnds)),

    // ---- reservations
    /** A reservation is written down before it is asked for. */
    A_HOLD_IS_WRITTEN_FIRST(102, 150, machine(BrokenMachine.writing("ASKED", "NONE"))),
    /** A hold is the sale's. */
    A_HOLD_HAS_THE_SALES_ID(1, port(PortFaults::holdingUnderAnotherName)),
    /** A hold that nobody needs any more is cancelled. */
    HOLDS_ARE_CANCELLED(0, port(() -> PortFaults.dropping(OperationKind.CANCEL))),
    /** What was cancelled is not held again, however late it is asked for. */
    A_CANCELLATION_LEAVES_A_TOMBSTONE(5, member(each -> without(each, "cancelled"))),
    /** No hold ends by time. */
    NO_HOLD_ENDS_BY_TIME(92, port(PortFaults::holdingUntilATime)),
    /** A restarted register cancels what has no live sale. */
    A_RESTART_CANCELS_WHAT_IS_LEFT(
            1,
            machine(
                    BrokenMachine.understanding(
                            "select id from sale where state in ('OPEN', 'PRINTING')",
                            "select id from sale where state = 'NOWHERE'"))),
    /** A sale that is being printed is decided by people. */
    PRINTING_ENDS_AUTOMATIC_CANCELLING(
            100, 150, machine(BrokenMachine.writing("PRINTING", "OPEN"))),

    // ---- feed and snapshot
    /** A cursor never passes a change that was not told. */
    NO_CHANGE_IS_SKIPPED(0, port(PortFaults::skipping)),
    /** A member's state is taken whole, and only if it is newer. */
    ONLY_NEWER_STATES_COUNT(0, port(PortFaults::remembering)),
    /** Each transaction raises the member's version. */
    A_CHANGE_RAISES_THE_VERSION(1, store(StoreFaults::sameVersion)),
    /** Each change is told. */
    EACH_CHANGE_IS_TOLD(4, store(StoreFaults::silent)),
    /** A snapshot's cursor is not later than its pages. */
    A_SNAPSHOT_IS_NOT_OLDER_THAN_ITS_CURSOR(0, store(StoreFaults::staleSnapshots)),
    /** A restored processor begins a new generation. */
    A_RESTORE_BEGINS_A_GENERATION(0, port(PortFaults::sameGeneration)),
    /** After a restore registers tell what they hold. */
    TOTALS_ARE_TOLD(4, port(PortFaults::tellingNoTotals)),

    // ---- returns, enrolment, grants, merge
    /** A return waits for its sale. */
    A_RETURN_WAITS_FOR_ITS_SALE(3, member(each -> without(each, "waiting"))),
    /** A receipt stands for the sale of a dead register. */
    A_RECEIPT_STANDS_FOR_THE_DEAD(305, 120, port(PortFaults::losingReceipts)),
    /** Units returned are cumulative. */
    UNITS_RETURNED_ARE_CUMULATIVE(11, 120, store(() -> savingSales(sale -> without(sale, "back")))),
    /** Of a sale's points those that came back are noted with it. */
    WHAT_CAME_BACK_IS_NOTED(134, 150, store(() -> savingSales(sale -> without(sale, "restored")))),
    /** What comes back to a lot that is over is a lot of its own. */
    NOTHING_IS_REVIVED(124, 150, store(StoreFaults::reviving)),
    /** A phone is one member, wherever it was given. */
    A_PHONE_IS_ONE_MEMBER(0, Rule::phones),
    /** A grant for a period is one grant, wherever it was made. */
    A_GRANT_IS_MADE_ONCE(0, port(PortFaults::namingGrants)),
    /** A closed member's estate waits until it is taken in. */
    AN_ESTATE_WAITS(1, member(each -> without(each, "inheritance"))),
    /** Merged lots keep their rights. */
    MERGED_LOTS_KEEP_THEIR_RIGHTS(1, member(StoreFaults::homeInThePost)),

    // ---- time
    /** Trusted time follows no wall clock. */
    TIME_FOLLOWS_NO_WALL_CLOCK(1, machine(BrokenMachine::followingTheWall)),
    /** For a term the larger of two clocks counts. */
    SLEEP_COUNTS(0, machine(BrokenMachine::notLookingAtTheWall)),
    /** After a restart a wall clock that is far ahead is not believed. */
    A_RESTART_BELIEVES_NO_WILD_CLOCK(3, machine(BrokenMachine::believingTheWallAfterARestart));

    private final long seed;
    private final int steps;

    @SuppressWarnings("ImmutableEnumChecker") // makes new switches for each world
    private final Supplier<Switches> kept;

    @SuppressWarnings("ImmutableEnumChecker") // makes new switches for each world
    private final Supplier<Switches> off;

    Rule(long seed, Supplier<Switches> off) {
        this(seed, 70, off);
    }

    Rule(long seed, int steps, Supplier<Switches> off) {
        this(seed, steps, () -> Switches.NONE, off);
    }

    /** A rule for worlds that are not whole even while it is {@code kept}. */
    Rule(long seed, int steps, Supplier<Switches> kept, Supplier<Switches> off) {
        this.seed = seed;
        this.steps = steps;
        this.kept = kept;
        this.off = off;
    }

    /** The first of a few worlds of which one misses it. */
    long seed() {
        return seed;
    }

    /** How long those worlds must live. */
    int steps() {
        return steps;
    }

    /** What its worlds are like while it is kept. */
    Switches kept() {
        return kept.get();
    }

    Switches off() {
        return off.get();
    }

    // ---- where they are switched off -----------------------------------------------------------

    private static Supplier<Switches> port(Supplier<BrokenPort> broken) {
        return portInTime(time -> broken.get());
    }

    private static Switches phones() {
        int[] registers = {10};
        return Switches.NONE.port(
                (line, time) -> PortFaults.namingMembers("" + registers[0]++).before(line));
    }

    private static Switches lastTotalStands() {
        return port(PortFaults::tellingAgain)
                .get()
                .machine(
                        BrokenMachine.understanding(
                                "granted = max(granted, excluded.granted)",
                                "granted = excluded.granted"));
    }

    /** Neither the file beside its ledger nor the processor tells on it. */
    private static Switches nobodyFenced() {
        return Switches.NONE
                .machine(BrokenMachine::agreeingWithItself)
                .port((line, time) -> PortFaults.hidingWhatIsForgotten().before(line))
                .store((whole, time) -> StoreFaults.noticingNoContradiction().apply(whole));
    }

    private static Supplier<Switches> portInTime(Function<InstantSource, BrokenPort> broken) {
        return () -> Switches.NONE.port((line, time) -> broken.apply(time).before(line));
    }

    private static Supplier<Switches> store(Supplier<UnaryOperator<Store>> broken) {
        return () -> {
            UnaryOperator<Store> fresh = broken.get();
            return Switches.NONE.store((whole, time) -> fresh.apply(whole));
        };
    }

    private static Supplier<Switches> storeInTime(BiFunction<Store, InstantSource, Store> broken) {
        return () -> Switches.NONE.store(broken);
    }

    private static Supplier<Switches> member(UnaryOperator<Node.Mapping> change) {
        return store(() -> saving(Kind.MEMBER, change));
    }

    private static Supplier<Switches> lots(UnaryOperator<Node.Mapping> change) {
        return member(whole -> each(whole, "lots", change));
    }

    private static Supplier<Switches> register(UnaryOperator<Node.Mapping> change) {
        return store(() -> saving(Kind.REGISTER, change));
    }

    private static Supplier<Switches> machine(UnaryOperator<LedgerSetup> broken) {
        return () -> Switches.NONE.machine(broken);
    }
}
