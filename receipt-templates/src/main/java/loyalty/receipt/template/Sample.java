package loyalty.receipt.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads sample data, one value per line: {@code store.name = Green House}. Numbers in a path count
 * the items of a list from 0: {@code lines.0.sum = 36000}. Lines that begin with # are comments.
 */
public final class Sample {
    /** Far more than any receipt's data has. */
    private static final int DEPTH_MAX = 20;

    private Sample() {}

    /**
     * The data as templates take it.
     *
     * @throws IllegalArgumentException naming the line that is not {@code path = value}
     */
    public static Map<String, Object> read(String text) {
        Map<String, Object> root = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            "sample line " + number + ": expected path = value, found: " + line);
                }
                put(root, line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return withLists(root);
    }

    @SuppressWarnings("unchecked") // only maps made here are in the tree
    private static void put(Map<String, Object> root, String path, String value) {
        Map<String, Object> at = root;
        String[] keys = path.split("\\.", -1);
        if (keys.length > DEPTH_MAX) {
            throw new IllegalArgumentException(
                    "a sample path has more than " + DEPTH_MAX + " names");
        }
        for (int i = 0; i < keys.length - 1; i++) {
            Object next = at.computeIfAbsent(keys[i], key -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map)) {
                throw new IllegalArgumentException("sample path " + path + " goes through a value");
            }
            at = (Map<String, Object>) next;
        }
        at.put(keys[keys.length - 1], typed(value));
    }

    private static Object typed(String value) {
        if (value.matches("-?(0|[1-9][0-9]{0,17})")) {
            return Long.valueOf(value);
        }
        return value.equals("true") || value.equals("false") ? Boolean.valueOf(value) : value;
    }

    private static Map<String, Object> withLists(Map<String, Object> map) {
        map.replaceAll((key, value) -> value instanceof Map ? listOrMap(value) : value);
        return map;
    }

    @SuppressWarnings("unchecked") // only maps made here are in the tree
    private static Object listOrMap(Object value) {
        Map<String, Object> map = withLists((Map<String, Object>) value);
        boolean list = map.keySet().stream().allMatch(key -> key.matches("[0-9]+"));
        return list ? List.copyOf(new ArrayList<>(map.values())) : map;
    }
}
