package loyalty.receipt.preview;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.receipt.page.Problem;

/** Problems of templates for who reads Russian. Thread-safe. */
public final class RussianProblems {
    private static final String BETWEEN = " => ";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)\\}");
    private static final List<Saying> SAYINGS = read();

    private RussianProblems() {}

    private record Saying(Pattern english, String russian) {}

    /** The same problem in Russian; as it is where there are no words for it. */
    public static Problem of(Problem problem) {
        return new Problem(problem.line(), problem.column(), of(problem.message()));
    }

    static String of(String message) {
        for (Saying saying : SAYINGS) {
            Matcher said = saying.english.matcher(message);
            if (said.matches()) {
                return filled(saying.russian, said);
            }
        }
        return message;
    }

    private static String filled(String russian, Matcher said) {
        return PLACE.matcher(russian)
                .replaceAll(
                        place -> {
                            String group = said.group(Integer.parseInt(place.group(1)));
                            return Matcher.quoteReplacement(
                                    of(Objects.requireNonNullElse(group, "")));
                        });
    }

    private static List<Saying> read() {
        try (InputStream in = RussianProblems.class.getResourceAsStream("problems.ru.txt")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> line.contains(BETWEEN) && !line.startsWith("#"))
                    .map(line -> line.split(BETWEEN, 2))
                    .map(line -> new Saying(Pattern.compile(line[0], Pattern.DOTALL), line[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own texts cannot be read", e);
        }
    }
}
