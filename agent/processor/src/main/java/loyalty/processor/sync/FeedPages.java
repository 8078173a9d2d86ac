package loyalty.processor.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import loyalty.processor.member.Account;
import loyalty.processor.store.Cursor;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;

/**
 * Pages of the feed with what stands in them. When something changes, all registers of a chain ask
 * from the same place at the same moment: they get what was read for the first of them. A page kept
 * for a moment skips nothing, because what came since lies behind its end.
 */
final class FeedPages {
    private static final long FRESH_NANOS = 200_000_000L;
    private static final int KEPT = 50;

    private final Office office;
    private final ConcurrentMap<Place, Page> kept = new ConcurrentHashMap<>();

    private record Place(Cursor after, int limit) {}

    /** A thing as it was when the page was read; accounts are only looked at. */
    record Item(Document document, Optional<Account> account) {}

    /** Some of the feed. */
    record Page(List<Item> items, Cursor cursor, boolean more, long nanos) {
        Page {
            items = List.copyOf(items);
        }
    }

    FeedPages(Office office) {
        this.office = office;
    }

    Page after(Cursor cursor, int limit) throws StoreException {
        Place place = new Place(cursor, limit);
        Page known = kept.get(place);
        if (known != null && System.nanoTime() - known.nanos() < FRESH_NANOS) {
            return known;
        }
        Store.Feed feed = office.store().changes(cursor, limit);
        List<Document> documents =
                office.store().find(feed.entries().stream().map(Store.Entry::home).toList());
        List<Item> items = new ArrayList<>();
        documents.forEach(document -> items.add(item(document)));
        Page page = new Page(items, feed.cursor(), feed.more(), System.nanoTime());
        if (!items.isEmpty()) {
            if (kept.size() >= KEPT) {
                kept.clear();
            }
            kept.put(place, page);
        }
        return page;
    }

    Item item(Document document) {
        return new Item(
                document,
                document.home().kind() == Kind.MEMBER
                        ? Optional.of(office.text().read(document.state()))
                        : Optional.empty());
    }
}
