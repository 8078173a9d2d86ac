package loyalty.benchmarks.calculation;

import java.util.concurrent.TimeUnit;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.quote.Quote;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How a quote's cost grows: lines x promotions in the pack (of which 10 match) x lots. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(1)
public class GrowthBenchmark {
    @Param({
        "1/200/10",
        "10/200/10",
        "40/200/10",
        "200/200/10",
        "1000/200/10",
        "40/10/10",
        "40/1000/10",
        "40/5000/10",
        "40/200/1",
        "40/200/100",
        "40/200/500"
    })
    private String size = "";

    private Shelf shelf;

    @Setup
    public void load() throws InvalidDocumentException {
        String[] parts = size.split("/", -1);
        int lines = Integer.parseInt(parts[0]);
        int promotions = Integer.parseInt(parts[1]);
        shelf = new Shelf(new Shelf.Size(lines, promotions, 10, Integer.parseInt(parts[2])));
    }

    @Benchmark
    public Quote quote() {
        return shelf.quote();
    }
}
