package loyalty.benchmarks.processor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Options as {@code --members 5000000}. */
final class Options {
    private final Map<String, Integer> given = new HashMap<>();

    Options(List<String> words) {
        for (int i = 0; i < words.size(); i += 2) {
            if (i + 1 == words.size() || !words.get(i).startsWith("--")) {
                throw new IllegalArgumentException("write --name NUMBER, not " + words.get(i));
            }
            given.put(words.get(i).substring(2), Integer.parseInt(words.get(i + 1)));
        }
    }

    int number(String name, int otherwise) {
        return given.getOrDefault(name, otherwise);
    }
}
