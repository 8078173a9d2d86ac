package loyalty.benchmarks.calculation;

import java.util.concurrent.TimeUnit;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.quote.Explanation;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.Reason;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * 40 lines, 200 promotions in the pack, 30 of them matching; a member with a tier of 5 %, ten lots
 * and a cap of 30 %. Prices, redeemed and earned points and every promotion's outcome must come out
 * the same, else nothing is measured.
 *
 * <p>Compare {@link #oursExplained} with {@link #drools}: both lower prices, redeem under the cap
 * from the first lots, earn at the tier's rate and say of each of the 200 promotions what it gave
 * or why it did not run. Drools still does less: no choice between promotions that exclude each
 * other and no proof of it, no restrictions of lots and no maximum flow, no dates, stores, codes,
 * limits or other conditions, no units within lines, no lots made, no counters, no texts. {@link
 * #droolsDiscounts} and {@link #easyRules} only lower prices: compare them with nothing but each
 * other. {@link #ours} is the quote whose explanations nobody has read yet.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class CalculationBenchmark {
    private static final Shelf.Size SIZE = new Shelf.Size(40, 200, 30, 10);

    private Shelf ours;
    private DroolsShelf drools;
    private EasyShelf easy;

    /** Loads the rules three times over and holds the answers side by side. */
    @Setup
    public void load() throws InvalidDocumentException {
        ours = new Shelf(SIZE);
        drools = new DroolsShelf(SIZE);
        easy = new EasyShelf(SIZE);
        long base = 0;
        for (int j = 0; j < SIZE.lines(); j++) {
            base += Shelf.price(j);
        }
        long expected = base - ours.quote().total().discount().minor();
        hold(drools.sale());
        if (drools.total() != expected || easy.total() != expected) {
            throw new IllegalStateException(
                    expected + " by us, " + drools.total() + " by Drools, " + easy.total());
        }
    }

    private void hold(Till till) {
        Quote quote = ours.quote();
        boolean same =
                till.total() == quote.total().due().plus(quote.total().redeemed()).minor()
                        && till.redeemed() == quote.redeemed().units()
                        && till.earned() == quote.points().earned().units();
        for (Explanation explanation : quote.promotions()) {
            Till.Outcome outcome = till.outcome(explanation.promotion());
            String reason = explanation.reason().map(Reason::name).orElse(Till.APPLIED);
            same &= outcome.reason().equals(reason);
            same &= outcome.off() == explanation.discount().minor();
        }
        if (!same) {
            throw new IllegalStateException("another sale by Drools than by us");
        }
    }

    @Benchmark
    public Quote ours() {
        return ours.quote();
    }

    @Benchmark
    public Node oursWithDocument() {
        return ours.document();
    }

    /** With every explanation read, texts included. */
    @Benchmark
    public void oursExplained(Blackhole reader) {
        Quote quote = ours.quote();
        quote.promotions().forEach(reader::consume);
        reader.consume(quote);
    }

    /** The whole sale, as far as Drools is asked for it. */
    @Benchmark
    public Object drools() {
        return drools.sale();
    }

    /** Prices alone. */
    @Benchmark
    public long droolsDiscounts() {
        return drools.total();
    }

    @Benchmark
    public long easyRules() {
        return easy.total();
    }
}
