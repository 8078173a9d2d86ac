package loyalty.engine.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Words that may be written for a choice, in the order in which a schema lists them. */
public final class Words {
    private Words() {}

    public static <E> Map<String, E> of(String one, E first, String two, E second) {
        Map<String, E> words = new LinkedHashMap<>();
        words.put(one, first);
        words.put(two, second);
        return Collections.unmodifiableMap(words);
    }

    public static <E> Map<String, E> of(
            String one, E first, String two, E second, String three, E third) {
        Map<String, E> words = new LinkedHashMap<>(of(one, first, two, second));
        words.put(three, third);
        return Collections.unmodifiableMap(words);
    }

    public static <E> Map<String, E> of(
            String one, E first, String two, E second, String three, E third, String four, E last) {
        Map<String, E> words = new LinkedHashMap<>(of(one, first, two, second, three, third));
        words.put(four, last);
        return Collections.unmodifiableMap(words);
    }

    /** Names of one word each, in small letters: {@code DAY} is written {@code day}. */
    public static <E extends Enum<E>> Map<String, E> inSmallLetters(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return Collections.unmodifiableMap(words);
    }
}
