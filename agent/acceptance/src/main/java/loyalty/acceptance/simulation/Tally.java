package loyalty.acceptance.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often what happened. */
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1L, Math::addExact);
    }

    void add(Map<String, Long> others) {
        others.forEach((what, times) -> counts.merge(what, times, Math::addExact));
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    long sum() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All on one line, by name. */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }
}
