package loyalty.benchmarks.register;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.member.KnownMember;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A card at random becomes a member out of a cache of millions. The cache is made at the first run
 * and kept: about a minute for each million.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(value = 1, jvmArgs = "-Xmx96m")
public class LookUpBenchmark {
    private final SplittableRandom random = new SplittableRandom(17);

    @Param({"1000000", "5000000"})
    public long members;

    private Ledger ledger;

    /** Opens the kept cache. */
    @Setup
    public void open() throws Exception {
        ledger =
                Ledger.open(
                        LedgerSetup.of(Crowd.cached(members), "r-1", "benchmark", Crowd.PERSONAL));
    }

    /** Closes it. */
    @TearDown
    public void close() {
        ledger.close();
    }

    /** From the card's number to the member, hash and all. */
    @Benchmark
    public Optional<KnownMember> identify() throws StorageException {
        IdentifierHash hash = Crowd.hash(random.nextLong(members));
        Optional<KnownMember> found = ledger.members().identify(hash);
        if (found.isEmpty()) {
            throw new IllegalStateException("nobody has card " + hash.hex());
        }
        return found;
    }
}
