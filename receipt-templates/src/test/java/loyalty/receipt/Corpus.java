package loyalty.receipt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Documents that try every corner of the markup. */
final class Corpus {
    private static final Pattern LETTER = Pattern.compile("\\\\u([0-9A-F]{4})");

    /** What random lines of text are made of; chosen so that every rule meets every other. */
    private static final String[] LETTERS = {
        "a",
        "b",
        "cd",
        "efg",
        "The quick brown fox",
        "Кофе",
        " ",
        "  ",
        "|",
        "|",
        " | ",
        "~",
        "_",
        "\"",
        "`",
        "^",
        "^^",
        "^^^",
        "^^^^^",
        "\\n",
        "\\\\",
        "\\|",
        "\\{",
        "\\x41",
        "\\q",
        "-",
        "="
    };

    /** And what stands between them. */
    private static final String[] LINES = {
        "-",
        "---",
        "=",
        "",
        "{width:5 6}",
        "{width:auto}",
        "{width:* 8}",
        "{width:3,*,4;border:2}",
        "{border:line}",
        "{border:line}",
        "{border:line;width:* 5 9}",
        "{border:space}",
        "{border:none}",
        "{align:left}",
        "{align:right}",
        "{text:nowrap}",
        "{text:wrap}",
        "{width:40 40}",
        "{width:0 3 9}",
        "|{width:4}",
        "{code:123}",
        "a{",
        "}"
    };

    private Corpus() {}

    /** By name, in the order of the file. */
    static Map<String, String> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        String[] parts = ("\n" + Examples.resource("corpus.txt")).split("\n#", -1);
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            documents.put(parts[i].substring(0, end), unescaped(parts[i].substring(end + 1)));
        }
        Examples.all().forEach(one -> documents.put("example " + one.name(), one.markup()));
        return documents;
    }

    /** Those that RECEIPTLINE.md names as laid out differently, and why. */
    static Set<String> differingOnPurpose() {
        Matcher names = Pattern.compile("(?m)^- `([^`]+)`:").matcher(Examples.differences());
        return names.results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Three to twelve lines. */
    static String random(SplittableRandom random) {
        StringBuilder document = new StringBuilder();
        int lines = random.nextInt(3, 13);
        for (int i = 0; i < lines; i++) {
            if (random.nextInt(3) == 0) {
                document.append(LINES[random.nextInt(LINES.length)]);
            } else {
                int pieces = random.nextInt(1, 8);
                for (int j = 0; j < pieces; j++) {
                    document.append(LETTERS[random.nextInt(LETTERS.length)]);
                }
            }
            document.append('\n');
        }
        return document.toString();
    }

    private static String unescaped(String text) {
        return LETTER.matcher(text)
                .replaceAll(
                        letter ->
                                Matcher.quoteReplacement(
                                        Character.toString(Integer.parseInt(letter.group(1), 16))));
    }
}
