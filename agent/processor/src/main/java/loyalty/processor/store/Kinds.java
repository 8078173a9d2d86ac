package loyalty.processor.store;

import java.util.Locale;
import loyalty.processor.store.Home.Kind;

/** The words of kinds, back to kinds. */
final class Kinds {
    private Kinds() {}

    static Kind of(String word) {
        return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
