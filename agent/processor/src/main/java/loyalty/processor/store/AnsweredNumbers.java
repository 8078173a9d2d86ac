package loyalty.processor.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import loyalty.processor.store.Store.Numbers;
import loyalty.protocol.sync.Holder;

/** Which numbers of an incarnation were answered, in the transaction that locks its row. */
final class AnsweredNumbers {
    /** How far beyond a gap the numbers are looked at. */
    private static final int AHEAD = 10_000;

    private final Connection connection;
    private final Holder holder;

    AnsweredNumbers(Connection connection, Holder holder) {
        this.connection = connection;
        this.holder = holder;
    }

    Numbers note(Map<Long, String> hashes, Dialect dialect) throws SQLException {
        long gapless = lock(dialect);
        if (hashes.isEmpty()) {
            return new Numbers(gapless, false);
        }
        dialect.remember(connection, holder, hashes);
        Map<Long, String> known = known(Math.min(gapless + 1, Collections.min(hashes.keySet())));
        boolean contradicted =
                hashes.entrySet().stream()
                        .anyMatch(
                                entry ->
                                        !known.getOrDefault(entry.getKey(), entry.getValue())
                                                .equals(entry.getValue()));
        long now = gapless;
        while (known.containsKey(now + 1)) {
            now++;
        }
        if (now != gapless) {
            Statements.update(
                    connection,
                    "update gapless set seq = ? where register = ? and incarnation = ?",
                    now,
                    holder.register(),
                    holder.incarnation());
        }
        return new Numbers(now, contradicted);
    }

    private long lock(Dialect dialect) throws SQLException {
        Statements.update(
                connection,
                "insert into gapless (register, incarnation, seq) values (?, ?, 0)"
                        + " on conflict do nothing",
                holder.register(),
                holder.incarnation());
        return Statements.one(
                        connection,
                        row -> row.getLong(1),
                        "select seq from gapless where register = ? and incarnation = ?"
                                + dialect.lock(),
                        holder.register(),
                        holder.incarnation())
                .orElse(0L);
    }

    private Map<Long, String> known(long from) throws SQLException {
        Map<Long, String> known = new LinkedHashMap<>();
        Statements.all(
                        connection,
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        "select seq, hash from answered where register = ?"
                                + " and incarnation = ? and seq >= ? order by seq limit ?",
                        holder.register(),
                        holder.incarnation(),
                        from,
                        AHEAD)
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }
}
