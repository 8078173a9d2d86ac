package loyalty.engine.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FineFlowTest {
    private static final BigInteger MANY = BigInteger.TEN.pow(20);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void letsInWhatAFlowOfWholeKopecksLetsIn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet[] admits = new BitSet[random.nextInt(1, 6)];
        long[] room = random.longs(random.nextInt(1, 8), 0, 20).toArray();
        Arrays.setAll(admits, source -> some(random, room.length));
        Flow whole = new Flow(admits, room);
        FineFlow fine =
                new FineFlow(
                        admits,
                        Arrays.stream(room).mapToObj(r -> fine(r)).toArray(BigInteger[]::new));
        for (int source = 0; source < admits.length; source++) {
            long most = random.nextLong(30);
            assertThat(fine.push(source, fine(most))).isEqualTo(fine(whole.push(source, most)));
        }
    }

    private static BigInteger fine(long amount) {
        return BigInteger.valueOf(amount).multiply(MANY);
    }

    private static BitSet some(SplittableRandom random, int count) {
        BitSet some = new BitSet();
        for (int i = 0; i < count; i++) {
            some.set(i, random.nextBoolean());
        }
        return some;
    }
}
