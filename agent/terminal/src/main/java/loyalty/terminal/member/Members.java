package loyalty.terminal.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;

/**
 * The members this register knows. States come only whole and only newer ones replace older.
 * Thread: till; writes join the surrounding transaction.
 */
public final class Members {
    /** What is sealed before it reaches the database. */
    private static final Set<String> PERSONAL =
            Set.of("name", "birthday", "email", "city", "phone");

    private static final int MOST_REDIRECTS = 8;

    private final Database database;
    private final PersonalKey key;

    public Members(Database database, PersonalKey key) {
        this.database = database;
        this.key = key;
    }

    /** Who has this phone or card; empty if the cache does not know it. */
    public Optional<KnownMember> identify(IdentifierHash hash) throws StorageException {
        Optional<String> member =
                database.one(
                        "select member from identifier where hash = ?",
                        row -> row.getString(1),
                        hash.hex());
        return member.isPresent() ? find(member.get()) : Optional.empty();
    }

    /** The member, or the one it was merged into. */
    public Optional<KnownMember> find(String id) throws StorageException {
        String name = id;
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            Optional<Stored> stored =
                    database.one("select * from member where id = ?", Stored::read, name);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            if (stored.get().redirect().isEmpty()) {
                return Optional.of(known(stored.get()));
            }
            name = stored.get().redirect().get();
        }
        return Optional.empty();
    }

    /** The version of the cached state under exactly this id; -1 if there is none. */
    public long version(String id) throws StorageException {
        return database.one("select version from member where id = ?", row -> row.getLong(1), id)
                .orElse(-1L);
    }

    /** How many members are cached. */
    public long count() throws StorageException {
        return database.one("select count(*) from member", row -> row.getLong(1)).orElse(0L);
    }

    /** Takes a whole state; false if the cache has it or a newer one. */
    public boolean apply(MemberView view, Instant asOf) throws StorageException {
        Node.Mapping snapshot = view.snapshot().orElse(new Node.Mapping(Map.of(), Position.NONE));
        return store(view.id(), view.version(), view.redirect(), false, snapshot, asOf);
    }

    /**
     * The processor was put back to an older state and counts versions anew from there: whatever it
     * says next of a member or a card is newer than what is here.
     */
    public void versionsOver() throws StorageException {
        database.run("update member set version = 0 where version > 0");
        database.run("update identifier set version = 0 where version > 0");
    }

    /** Makes a member of somebody enrolled here; false if one with this id is cached already. */
    public boolean enrol(String id, Node.Mapping snapshot, Instant at) throws StorageException {
        return version(id) < 0 && store(id, 0, Optional.empty(), true, snapshot, at);
    }

    /** Forgets a member, for a tombstone of this version. */
    public void forget(String id, long version) throws StorageException {
        if (version > version(id)) {
            database.run("delete from identifier where member = ?", id);
            database.run("delete from member where id = ?", id);
        }
    }

    /** From now on this phone or card names that member, unless a newer link says otherwise. */
    public void link(IdentifierHash hash, String member, long version) throws StorageException {
        database.run(
                """
                insert into identifier (hash, member, version) values (?, ?, ?)
                on conflict (hash) do update set member = excluded.member,
                  version = excluded.version where excluded.version > version""",
                hash.hex(),
                member,
                version);
    }

    /** The phone or card names nobody any more. */
    public void unlink(IdentifierHash hash, long version) throws StorageException {
        link(hash, "", version);
    }

    private boolean store(
            String id,
            long version,
            Optional<String> redirect,
            boolean provisional,
            Node.Mapping snapshot,
            Instant asOf)
            throws StorageException {
        return database.run(
                        """
                        insert into member
                          (id, version, redirect, provisional, as_of, state, personal)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set version = excluded.version,
                          redirect = excluded.redirect, provisional = excluded.provisional,
                          as_of = excluded.as_of, state = excluded.state,
                          personal = excluded.personal
                        where excluded.version > version""",
                        id,
                        version,
                        redirect,
                        provisional,
                        asOf,
                        JsonText.bytes(part(snapshot, false)),
                        sealed(part(snapshot, true)))
                == 1;
    }

    private Optional<String> sealed(Node.Mapping personal) {
        return personal.entries().isEmpty()
                ? Optional.empty()
                : Optional.of(key.seal(JsonText.write(personal)));
    }

    private static Node.Mapping part(Node.Mapping snapshot, boolean personal) {
        Map<String, Node> entries = new LinkedHashMap<>();
        snapshot.entries()
                .forEach(
                        (name, value) -> {
                            if (PERSONAL.contains(name) == personal) {
                                entries.put(name, value);
                            }
                        });
        return new Node.Mapping(entries, Position.NONE);
    }

    private KnownMember known(Stored stored) throws StorageException {
        List<String> names =
                database.list(
                        """
                        with recursive names (id) as (
                          select ? union select m.id from member m join names n on m.redirect = n.id)
                        select id from names""",
                        row -> row.getString(1),
                        stored.id());
        Map<String, Node> entries = new LinkedHashMap<>(stored.state().entries());
        stored.personal().flatMap(key::open).ifPresent(open -> entries.putAll(opened(open)));
        return new KnownMember(
                stored.id(),
                names,
                stored.version(),
                stored.provisional(),
                stored.asOf(),
                new Node.Mapping(entries, Position.NONE));
    }

    private static Map<String, Node> opened(String json) {
        try {
            return ((Node.Mapping) JsonText.read(json, "")).entries();
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("sealed by us, but not readable", e);
        }
    }

    private record Stored(
            String id,
            long version,
            Optional<String> redirect,
            boolean provisional,
            Instant asOf,
            Node.Mapping state,
            Optional<String> personal) {
        static Stored read(ResultSet row) throws SQLException {
            return new Stored(
                    row.getString("id"),
                    row.getLong("version"),
                    Optional.ofNullable(row.getString("redirect")),
                    row.getInt("provisional") == 1,
                    Instant.ofEpochMilli(row.getLong("as_of")),
                    mapping(row.getBytes("state")),
                    Optional.ofNullable(row.getString("personal")));
        }

        private static Node.Mapping mapping(byte[] json) throws SQLException {
            try {
                return (Node.Mapping) JsonText.read(json, "member").unplaced();
            } catch (InvalidDocumentException e) {
                throw new SQLException("a cached member cannot be read", e);
            }
        }
    }
}
