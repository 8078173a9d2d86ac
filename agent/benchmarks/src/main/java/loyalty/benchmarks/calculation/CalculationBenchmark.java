package loyalty.benchmarks.calculation;

import java.util.concurrent.TimeUnit;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.quote.Quote;
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

/**
 * 40 lines, 200 promotions in the pack, 30 of them matching: our whole quote (discounts, exact
 * redemption, accrual, an explanation for each promotion) beside the discounts alone in Drools and
 * in Easy Rules. The discounts must come out the same, else nothing is measured.
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
        if (drools.total() != expected || easy.total() != expected) {
            throw new IllegalStateException(
                    expected + " by us, " + drools.total() + " by Drools, " + easy.total());
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

    @Benchmark
    public long drools() {
        return drools.total();
    }

    @Benchmark
    public long easyRules() {
        return easy.total();
    }
}
