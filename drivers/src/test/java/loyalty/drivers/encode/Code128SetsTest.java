package loyalty.drivers.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Code128SetsTest {
    private static String sets(String data) {
        return new String(Code128Sets.shortest(data), StandardCharsets.ISO_8859_1)
                .replace('\u000C', '~')
                .replace('"', '#');
    }

    @ParameterizedTest
    @CsvSource({"ABC,{BABC", "12,{C~", "1234,{C~#", "A1,{BA1", "A12,{BA12", "A1234,{BA{C~#"})
    void digitsGoInPairsWhereThatIsShorter(String data, String expected) {
        assertThat(sets(data)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readBackItIsTheSame(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder data = new StringBuilder();
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                boolean digit = random.nextInt(3) > 0;
                data.append((char) (digit ? '0' + random.nextInt(10) : random.nextInt(128)));
            }
            assertThat(read(Code128Sets.shortest(data.toString()))).isEqualTo(data.toString());
        }
    }

    private static String read(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        char set = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '{' && set != 'C' && i + 1 < bytes.length && bytes[i + 1] == '{') {
                text.append('{');
                i++;
            } else if (bytes[i] == '{') {
                set = (char) bytes[++i];
            } else if (set == 'C') {
                text.append(bytes[i] / 10).append(bytes[i] % 10);
            } else {
                text.append((char) bytes[i]);
            }
        }
        return text.toString();
    }
}
