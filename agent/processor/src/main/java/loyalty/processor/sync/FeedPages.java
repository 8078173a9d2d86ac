package loyalty.processor.sync;

import java.time.Duration;
import java.time.Instant;
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
    private static final Duration FRESH = Duration.ofMillis(200);
    private static final int KEPT = 50;

    private final Office office;
    private final ConcurrentMap<Place, Page> kept = new ConcurrentHashMap<>();

    private record Place(Cursor after, int limit) {}

    /** A thing as it was when the page was read; accounts are only looked at. */
    record Item(Document document, Optional<Account> account) {}

    /** Some of the feed. */
    record Page(List<Item> items, Cursor cursor, boolean more, Instant read) {
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
        if (known != null && isFresh(known)) {
            return known;
        }
        Store.Feed feed = office.store().changes(cursor, limit);
        List<Document> documents =
                office.store().find(feed.entries().stream().map(Store.Entry::home).toList());
        List<Item> items = new ArrayList<>();
        documents.forEach(document -> items.add(item(document)));
        Page page = new Page(items, feed.cursor(), feed.more(), office.now());
        if (!items.isEmpty()) {
            if (kept.size() >= KEPT) {
                kept.clear();
            }
            kept.put(place, page);
        }
        return page;
    }

    /** Should the clock be set back, a page that is no longer fresh tells no less. */
    private boolean isFresh(Page page) {
        return Duration.between(page.read(), office.now()).abs().compareTo(FRESH) < 0;
    }

    Item item(Document document) {
        return new Item(
                document,
                document.home().kind() == Kind.MEMBER
                        ? Optional.of(office.text().read(document.state()))
                        : Optional.empty());
    }
}
