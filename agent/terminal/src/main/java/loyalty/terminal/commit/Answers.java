package loyalty.terminal.commit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Request;

/** What was answered to which idempotency key. */
final class Answers {
    private static final int LOOKED_AT = 500;

    private final Database database;
    private final Sealer sealer;

    Answers(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /** An earlier request with the same key. */
    record Earlier(String bodyHash, String owner, Optional<KeptAnswer> answer) {}

    Optional<Earlier> find(Request request) throws StorageException {
        return database.one(
                "select body_hash, owner, status, answer from request"
                        + " where client = ? and path = ? and key = ?",
                this::read,
                request.client(),
                request.path(),
                request.key());
    }

    private Earlier read(ResultSet row) throws SQLException {
        int status = row.getInt(3);
        String sealed = row.getString(4);
        Optional<KeptAnswer> answer =
                sealed == null
                        ? Optional.empty()
                        : Optional.of(new KeptAnswer(status, opened(sealed)));
        return new Earlier(row.getString(1), row.getString(2), answer);
    }

    private String opened(String sealed) throws SQLException {
        try {
            return sealer.opened(sealed);
        } catch (StorageException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    void keep(Request request, String owner, Optional<KeptAnswer> answer, Instant at)
            throws StorageException {
        database.run(
                "insert or replace into request"
                        + " (client, path, key, body_hash, owner, status, answer, at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                request.client(),
                request.path(),
                request.key(),
                request.bodyHash(),
                owner,
                answer.map(KeptAnswer::status),
                answer.map(KeptAnswer::body).map(sealer::closed), // it may show a name
                at);
    }

    /** Looks at the first that were written; those that are older than {@code limit} go. */
    int forgetBefore(Instant limit) throws StorageException {
        return database.run(
                "delete from request where at < ? and rowid in"
                        + " (select rowid from request order by rowid limit ?)",
                limit,
                LOOKED_AT);
    }
}
