package loyalty.processor.sync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.processor.member.Account;
import loyalty.processor.member.Views;
import loyalty.processor.store.Cursor;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;

/**
 * What registers keep a copy of: changes after a cursor, and a snapshot in pages for a first start.
 * A change carries the state at the time it is read, which is never older than its version.
 */
public final class FeedDesk {
    /** One answer holds at most so many. */
    public static final int LIMIT = 500;

    /** The kinds that registers keep, in the order of a snapshot. */
    private static final List<Kind> KINDS =
            List.of(
                    Kind.SETTINGS,
                    Kind.ASSIGNMENT,
                    Kind.TEMPLATE,
                    Kind.KEY,
                    Kind.CARD,
                    Kind.MEMBER);

    private static final String EVERYWHERE = "all";

    private final Office office;
    private final Programme programme;
    private final Registers registers;
    private final FeedPages pages;

    public FeedDesk(Office office, Programme programme, Registers registers) {
        this.office = office;
        this.programme = programme;
        this.registers = registers;
        this.pages = new FeedPages(office);
    }

    /** True if there is anything after the cursor. */
    public boolean hasNews(String cursor) throws StoreException, CursorGone {
        return !office.store().changes(position(cursor), 1).entries().isEmpty();
    }

    /** Changes after a cursor; maybe none. */
    public Changes changes(Caller caller, String cursor, int limit)
            throws StoreException, CursorGone {
        FeedPages.Page feed = pages.after(position(cursor), Math.min(limit, LIMIT));
        List<Change> changes = new ArrayList<>();
        for (FeedPages.Item item : feed.items()) {
            change(caller, item).ifPresent(changes::add);
        }
        return new Changes(
                changes,
                feed.cursor().text(),
                Optional.empty(),
                feed.more(),
                registers.contact(caller));
    }

    /** The page that a token names, or the first. The feed goes on from the answer's cursor. */
    public Changes snapshot(Caller caller, Optional<String> token, int limit)
            throws StoreException, CursorGone {
        Page page = token.isPresent() ? Page.parse(token.get()) : Page.first(office.store());
        position(page.cursor());
        int size = Math.min(limit, LIMIT);
        List<Document> documents = office.store().page(page.kind(), page.after(), size);
        List<Change> changes = new ArrayList<>();
        for (Document document : documents) {
            change(caller, pages.item(document)).ifPresent(changes::add);
        }
        Optional<String> next =
                documents.size() == size
                        ? Optional.of(page.at(documents.get(size - 1).home().id()).text())
                        : page.nextKind().map(Page::text);
        return new Changes(
                changes, page.cursor(), next, next.isPresent(), registers.contact(caller));
    }

    private Cursor position(String text) throws StoreException, CursorGone {
        Cursor cursor = Cursor.parse(text).orElseThrow(CursorGone::new);
        if (!cursor.generation().equals(office.store().generation())) {
            throw new CursorGone();
        }
        return cursor;
    }

    private Optional<Change> change(Caller caller, FeedPages.Item item) throws StoreException {
        Document document = item.document();
        return switch (document.home().kind()) {
            case MEMBER -> Optional.of(member(caller, document, item.account().orElseThrow()));
            case CARD -> Optional.of(plain(Change.Kind.CARD, document));
            case KEY -> Optional.of(plain(Change.Kind.KEY, document));
            case TEMPLATE -> Optional.of(signed(Change.Kind.TEMPLATE, document));
            case ASSIGNMENT -> assignment(caller, document);
            case SETTINGS -> settings(caller, document);
            default -> Optional.empty();
        };
    }

    private Change member(Caller caller, Document document, Account account) throws StoreException {
        Instant now = office.now();
        Views views = programme.views();
        Optional<Node.Mapping> state =
                account.erased()
                        ? Optional.empty()
                        : Optional.of(views.view(account, caller.holder(), now).toNode());
        return new Change(Change.Kind.MEMBER, document.home().id(), document.version(), state, "");
    }

    private static Change plain(Change.Kind kind, Document document) {
        Node.Mapping state = Registers.mapping(document.state());
        boolean gone = Fields.of(state, new ArrayList<>()).truth("gone", false);
        return new Change(
                kind,
                document.home().id(),
                document.version(),
                gone ? Optional.empty() : Optional.of(state),
                "");
    }

    private Change signed(Change.Kind kind, Document document) {
        Change open = plain(kind, document);
        String signature = office.keys().signing().sign(open.signedBytes());
        return new Change(open.kind(), open.id(), open.version(), open.state(), signature);
    }

    /** The store's own assignment; the one for all only where there is none of its own. */
    private Optional<Change> assignment(Caller caller, Document document) throws StoreException {
        String id = document.home().id();
        boolean general = id.equals(EVERYWHERE);
        if (!general && !id.equals(caller.store())) {
            return Optional.empty();
        }
        if (general && office.store().find(new Home(Kind.ASSIGNMENT, caller.store())).isPresent()) {
            return Optional.empty();
        }
        Document own =
                new Document(
                        new Home(Kind.ASSIGNMENT, caller.store()),
                        document.version(),
                        document.state());
        return Optional.of(signed(Change.Kind.PACK, own));
    }

    private Optional<Change> settings(Caller caller, Document document) {
        String id = document.home().id();
        return id.equals(EVERYWHERE) || id.equals(caller.store())
                ? Optional.of(signed(Change.Kind.SETTINGS, document))
                : Optional.empty();
    }

    /** Where a snapshot stands: the horizon from before its first page, and the last key. */
    private record Page(String cursor, Kind kind, String after) {
        static Page first(Store store) throws StoreException {
            return new Page(store.horizon().text(), KINDS.get(0), "");
        }

        static Page parse(String token) throws CursorGone {
            try {
                String plain =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                String[] parts = plain.split(" ", 3);
                return new Page(parts[0], Kind.valueOf(parts[1]), parts[2]);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new CursorGone();
            }
        }

        Page at(String id) {
            return new Page(cursor, kind, id);
        }

        Optional<Page> nextKind() {
            int next = KINDS.indexOf(kind) + 1;
            return next < KINDS.size()
                    ? Optional.of(new Page(cursor, KINDS.get(next), ""))
                    : Optional.empty();
        }

        String text() {
            byte[] plain =
                    (cursor + " " + kind.name() + " " + after).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
        }
    }
}
