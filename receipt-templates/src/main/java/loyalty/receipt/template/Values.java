package loyalty.receipt.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache.VariableFetcher;
import com.samskivert.mustache.Template;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Looks names up in maps, only in maps: no data object's methods can be called from a template. */
final class Values extends BasicCollector {
    private final Filters filters;

    Values(Filters filters) {
        this.filters = filters;
    }

    @Override
    public @Nullable VariableFetcher createFetcher(Object context, String name) {
        return context instanceof Map ? this::fetch : null;
    }

    private @Nullable Object fetch(Object context, String name) {
        Map<?, ?> map = (Map<?, ?>) context;
        int bar = name.indexOf('|');
        String key = bar < 0 ? name : name.substring(0, bar);
        if (!map.containsKey(key)) {
            return Template.NO_FETCHER_FOUND;
        }
        Object value = map.get(key);
        return bar < 0 || value == null ? value : filters.apply(name.substring(bar + 1), value);
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new ConcurrentHashMap<>();
    }
}
