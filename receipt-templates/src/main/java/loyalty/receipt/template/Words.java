package loyalty.receipt.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The fixed words of one language: {@code key=word}, or {@code key=балл|балла|баллов} for words
 * that are counted.
 */
record Words(Language language, Map<String, String> byKey) {
    Words {
        byKey = Map.copyOf(byKey);
    }

    /** These words, and those of {@code more}, which come first. */
    Words with(Properties more) {
        Map<String, String> merged = new HashMap<>(byKey);
        more.stringPropertyNames().forEach(key -> merged.put(key, more.getProperty(key)));
        return new Words(language, merged);
    }

    boolean counted(String key) {
        return byKey.getOrDefault(key, "").indexOf('|') >= 0;
    }

    /** The form of a counted word that goes with the number; the last form if it has too few. */
    String form(String key, long count) {
        List<String> forms = List.of(byKey.getOrDefault(key, "").split("\\|", -1));
        return forms.get(Math.min(language.form(count), forms.size() - 1));
    }
}
