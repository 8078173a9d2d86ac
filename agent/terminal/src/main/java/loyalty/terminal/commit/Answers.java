package loyalty.terminal.commit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;

/** What was answered to which idempotency key. */
final class Answers {
    private final Database database;

    Answers(Database database) {
        this.database = database;
    }

    /** An earlier request with the same key. */
    record Earlier(String bodyHash, String owner, Optional<KeptAnswer> answer) {}

    Optional<Earlier> find(Request request) throws StorageException {
        return database.one(
                "select body_hash, owner, status, answer from request"
                        + " where client = ? and path = ? and key = ?",
                Answers::read,
                request.client(),
                request.path(),
                request.key());
    }

    private static Earlier read(ResultSet row) throws SQLException {
        int status = row.getInt(3);
        Optional<KeptAnswer> answer =
                Optional.ofNullable(row.getString(4)).map(body -> new KeptAnswer(status, body));
        return new Earlier(row.getString(1), row.getString(2), answer);
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
                answer.map(KeptAnswer::body),
                at);
    }

    int forgetBefore(Instant limit) throws StorageException {
        return database.run("delete from request where at < ?", limit);
    }
}
