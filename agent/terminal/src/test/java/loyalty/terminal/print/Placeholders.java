package loyalty.terminal.print;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.receipt.template.Shelf;

/** What templates ask for, and what data has: paths such as {@code lines.name}. */
final class Placeholders {
    private static final Pattern TAG = Pattern.compile("\\{\\{([#^/>!]?)\\s*([^}]*?)\\s*\\}\\}");

    private Placeholders() {}

    /** Adds every path of the data that has a value. */
    static void filled(Object data, Set<String> paths) {
        filled("", data, paths);
    }

    private static void filled(String path, Object data, Set<String> paths) {
        if (data instanceof Map<?, ?> map) {
            map.forEach((key, value) -> filled(path + "." + key, value, paths));
        } else if (data instanceof Collection<?> list) {
            list.forEach(item -> filled(path, item, paths));
        } else if (!data.toString().isEmpty()) {
            paths.add(path);
        }
    }

    /** The names in a template that nothing fills. */
    static Set<String> missing(String source, Set<String> filled) {
        Set<String> missing = new TreeSet<>();
        Deque<String> sections = new ArrayDeque<>();
        Matcher tag = TAG.matcher(source);
        while (tag.find()) {
            String kind = tag.group(1);
            String name = tag.group(2).split("[|]", 2)[0];
            if (kind.equals(">")) {
                String part = Shelf.bundled().find("part/" + name + ".receipt").orElseThrow();
                missing.addAll(missing(part, filled));
            } else if (kind.equals("/")) {
                sections.pop();
            } else if (!kind.equals("!")) {
                if (!known(name, sections, filled)) {
                    missing.add(name);
                }
                if (!kind.isEmpty()) {
                    sections.push(name);
                }
            }
        }
        return missing;
    }

    private static boolean known(String name, Deque<String> sections, Set<String> filled) {
        if (name.startsWith("t.") || name.startsWith("-")) {
            return true;
        }
        List<String> outermost = new ArrayList<>(sections);
        java.util.Collections.reverse(outermost);
        for (int depth = outermost.size(); depth >= 0; depth--) {
            String path = "";
            for (String section : outermost.subList(0, depth)) {
                path += section.startsWith("-") ? "" : "." + section;
            }
            String wanted = path + "." + name;
            if (filled.stream().anyMatch(p -> p.equals(wanted) || p.startsWith(wanted + "."))) {
                return true;
            }
        }
        return false;
    }
}
