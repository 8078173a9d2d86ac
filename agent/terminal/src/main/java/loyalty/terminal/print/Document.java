package loyalty.terminal.print;

import java.util.HashMap;
import java.util.Map;

/**
 * Something to be printed, before any template has seen it.
 *
 * @param template what it is, such as {@code return}; the programme's own template comes first
 * @param folder the programme's
 * @param data by the names that templates know
 */
public record Document(String template, String folder, Map<String, Object> data) {
    public Document {
        data = Map.copyOf(data);
    }

    /** The same once more, marked so. */
    public Document copy() {
        Map<String, Object> marked = new HashMap<>(data);
        marked.put("copy", true);
        return new Document(template, folder, marked);
    }
}
