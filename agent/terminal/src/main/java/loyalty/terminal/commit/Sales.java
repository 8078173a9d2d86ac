package loyalty.terminal.commit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;
import loyalty.terminal.sale.HoldState;
import loyalty.terminal.sale.ReceiptNumber;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleFigures;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sale.SaleState;

/** Sales as rows. Writes join the surrounding transaction. */
final class Sales {
    private final Database database;
    private final Sealer sealer;
    private final Map<SaleId, Sale> recent = new RecentSales();

    Sales(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    void insert(SaleDraft draft, HoldState hold, Instant at) throws StorageException {
        SaleFigures figures = draft.figures();
        ReceiptNumber receipt = draft.receipt();
        database.run(
                "insert into sale (id, operation, state, hold, member, store, register, business_day,"
                        + " number, pack, offline, cashier, due, redeemed, earned, missed,"
                        + " opened_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                draft.id().value(),
                draft.operation().toString(),
                SaleState.OPEN,
                hold,
                draft.member(),
                receipt.store(),
                receipt.register(),
                receipt.businessDay().toString(),
                receipt.number(),
                draft.pack(),
                draft.offline(),
                figures.cashier(),
                figures.due(),
                figures.redeemed(),
                figures.earned(),
                figures.missed(),
                at);
        insertLots(draft);
        insertDocuments(draft);
        Instant openedAt = Instant.ofEpochMilli(at.toEpochMilli());
        recent.put(draft.id(), new Sale(draft, SaleState.OPEN, hold, openedAt, false));
    }

    /** Another way to pay for the same sale: what was set aside before is forgotten. */
    void replace(SaleDraft draft, HoldState hold) throws StorageException {
        SaleFigures figures = draft.figures();
        database.run(
                "update sale set hold = ?, member = ?, pack = ?, offline = ?, due = ?, redeemed = ?,"
                        + " earned = ?, missed = ? where id = ?",
                hold,
                draft.member(),
                draft.pack(),
                draft.offline(),
                figures.due(),
                figures.redeemed(),
                figures.earned(),
                figures.missed(),
                draft.id().value());
        database.run("delete from sale_lot where sale = ?", draft.id().value());
        database.run("delete from sale_document where sale = ?", draft.id().value());
        insertLots(draft);
        insertDocuments(draft);
        recent.remove(draft.id());
    }

    private void insertLots(SaleDraft draft) throws StorageException {
        for (SaleBody.Spend spend : draft.body().spends()) {
            database.run(
                    "insert into sale_lot (sale, lot, from_rights, from_hold) values (?, ?, ?, ?)",
                    draft.id().value(),
                    spend.lot(),
                    spend.right(),
                    spend.hold());
        }
    }

    private void insertDocuments(SaleDraft draft) throws StorageException {
        insertDocument(draft.id(), "body", draft.body().toNode());
    }

    private void insertDocument(SaleId id, String kind, Node.Mapping node) throws StorageException {
        database.run(
                "insert into sale_document (sale, kind, body) values (?, ?, ?)",
                id.value(),
                kind,
                sealer.close(node, Sealer.isPersonal(node)));
    }

    void move(SaleId id, SaleState state, HoldState hold, Instant at) throws StorageException {
        database.run(
                "update sale set state = ?, hold = ?, decided_at = ? where id = ?",
                state,
                hold,
                at,
                id.value());
        recent.computeIfPresent(id, (same, sale) -> sale.moved(state, hold));
    }

    void markLate(SaleId id) throws StorageException {
        recent.remove(id);
        database.run("update sale set late = 1 where id = ?", id.value());
    }

    /** After a transaction that did not come about: what is remembered may not be so. */
    void forgetRecent() {
        recent.clear();
    }

    Optional<Sale> find(SaleId id) throws StorageException {
        Optional<Sale> known = Optional.ofNullable(recent.get(id));
        if (known.isPresent()) {
            return known;
        }
        Optional<Sale> found = read(id);
        found.ifPresent(sale -> recent.put(id, sale));
        return found;
    }

    private Optional<Sale> read(SaleId id) throws StorageException {
        Optional<Header> header =
                database.one("select * from sale where id = ?", Sales::header, id.value());
        if (header.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(whole(header.get()));
    }

    private Sale whole(Header header) throws StorageException {
        SaleDraft draft =
                new SaleDraft(
                        new SaleId(header.id()),
                        header.operation(),
                        header.member(),
                        header.receipt(),
                        body(header.id()),
                        header.pack(),
                        header.offline(),
                        header.figures());
        return new Sale(draft, header.state(), header.hold(), header.openedAt(), header.late());
    }

    private SaleBody body(String id) throws StorageException {
        byte[] stored =
                database.one(
                                "select body from sale_document where sale = ? and kind = 'body'",
                                row -> row.getBytes(1),
                                id)
                        .orElseThrow(() -> new IllegalStateException("sale without body: " + id));
        try {
            return SaleBody.read(JsonText.read(sealer.open(stored), "sale").unplaced());
        } catch (InvalidDocumentException e) {
            throw new StorageException(
                    StorageFault.CORRUPT, "sale " + id + " in the ledger cannot be read", e);
        }
    }

    List<SaleId> undecided() throws StorageException {
        return database.list(
                "select id from sale where state in ('OPEN', 'PRINTING') order by opened_at",
                row -> new SaleId(row.getString(1)));
    }

    List<SaleId> withHold(HoldState hold) throws StorageException {
        return database.list(
                "select id from sale where hold = ? and hold in ('ASKED', 'HELD')"
                        + " order by opened_at",
                row -> new SaleId(row.getString(1)),
                hold);
    }

    List<SaleId> ofCashierSince(Optional<String> cashier, Instant from) throws StorageException {
        return database.list(
                "select id from sale where state = 'CONFIRMED' and decided_at >= ?"
                        + " and (?2 is null or cashier = ?2) order by decided_at",
                row -> new SaleId(row.getString(1)),
                from,
                cashier);
    }

    /** Empty if the number was free and is now taken by {@code owner}; else who has it. */
    Optional<String> takeNumber(String kind, ReceiptNumber receipt, String owner)
            throws StorageException {
        Optional<String> taken = ownerOf(kind, receipt);
        if (taken.isPresent()) {
            return taken.filter(other -> !other.equals(owner));
        }
        database.run(
                "insert into receipt_number (kind, store, register, business_day, number, owner)"
                        + " values (?, ?, ?, ?, ?, ?)",
                kind,
                receipt.store(),
                receipt.register(),
                receipt.businessDay().toString(),
                receipt.number(),
                owner);
        return Optional.empty();
    }

    Optional<String> ownerOf(String kind, ReceiptNumber receipt) throws StorageException {
        return database.one(
                "select owner from receipt_number where kind = ? and store = ? and register = ?"
                        + " and business_day = ? and number = ?",
                row -> row.getString(1),
                kind,
                receipt.store(),
                receipt.register(),
                receipt.businessDay().toString(),
                receipt.number());
    }

    /** The newest sale with this number, whatever the day. */
    Optional<SaleId> newestWithNumber(String number) throws StorageException {
        return database.one(
                "select owner from receipt_number where kind = 'sale' and number = ?"
                        + " order by business_day desc limit 1",
                row -> new SaleId(row.getString(1)),
                number);
    }

    void freeNumber(String owner) throws StorageException {
        database.run("delete from receipt_number where owner = ?", owner);
    }

    /** The sales of the last minutes, which a till asks about several times each. */
    private static final class RecentSales extends LinkedHashMap<SaleId, Sale> {
        private static final long serialVersionUID = 1L;
        private static final int KEPT = 8;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SaleId, Sale> eldest) {
            return size() > KEPT;
        }
    }

    private record Header(
            String id,
            UUID operation,
            SaleState state,
            HoldState hold,
            boolean late,
            Optional<String> member,
            ReceiptNumber receipt,
            String pack,
            boolean offline,
            SaleFigures figures,
            Instant openedAt) {}

    private static Header header(ResultSet row) throws SQLException {
        ReceiptNumber receipt =
                new ReceiptNumber(
                        row.getString("store"),
                        row.getString("register"),
                        LocalDate.parse(row.getString("business_day")),
                        row.getString("number"));
        SaleFigures figures =
                new SaleFigures(
                        row.getString("cashier"),
                        row.getLong("due"),
                        row.getLong("redeemed"),
                        row.getLong("earned"),
                        row.getLong("missed"));
        return new Header(
                row.getString("id"),
                UUID.fromString(row.getString("operation")),
                SaleState.valueOf(row.getString("state")),
                HoldState.valueOf(row.getString("hold")),
                row.getInt("late") == 1,
                Optional.ofNullable(row.getString("member")),
                receipt,
                row.getString("pack"),
                row.getInt("offline") == 1,
                figures,
                Instant.ofEpochMilli(row.getLong("opened_at")));
    }
}
