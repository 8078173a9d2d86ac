package loyalty.processor.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import loyalty.processor.store.Store.Grouping;
import loyalty.processor.store.Store.Sums;

/** Sums over the receipts of some days, both ends included. */
final class ReceiptSums {
    private static final String COLUMNS =
            ", sum(case when kind = 'sale' then 1 else 0 end),"
                    + " sum(case when kind = 'sale' then identified else 0 end),"
                    + " sum(base_minor), sum(discount_minor), sum(redeemed_minor),"
                    + " sum(case when kind = 'sale' then due_minor else 0 end),"
                    + " sum(case when kind = 'sale' then due_minor * identified else 0 end),"
                    + " sum(earned), sum(spent),"
                    + " sum(case when kind = 'return' then 1 else 0 end),"
                    + " sum(case when kind = 'return' then due_minor else 0 end)"
                    + " from receipt where day >= ? and day <= ?";

    /** A promotion is on receipts of members and of others; its receipts are counted once each. */
    private static final String PROMOTIONS =
            "select p.promotion, count(*), sum(r.identified), sum(r.base_minor),"
                    + " sum(p.discount_minor), sum(r.redeemed_minor), sum(r.due_minor),"
                    + " sum(r.due_minor * r.identified), sum(p.points), 0, 0, 0"
                    + " from receipt_promotion p"
                    + " join receipt r on r.home = p.home and r.id = p.receipt"
                    + " where p.day >= ? and p.day <= ? group by p.promotion order by p.promotion";

    private final String from;
    private final String to;

    ReceiptSums(String from, String to) {
        this.from = from;
        this.to = to;
    }

    List<Sums> by(Connection connection, Grouping by) throws SQLException {
        return Statements.all(connection, ReceiptSums::sums, sql(by), from, to);
    }

    private static String sql(Grouping by) {
        String column = by.name().toLowerCase(Locale.ROOT);
        return switch (by) {
            case PROMOTION -> PROMOTIONS;
            case PROGRAMME -> "select ''" + COLUMNS;
            default -> "select " + column + COLUMNS + " group by " + column + " order by 1";
        };
    }

    private static Sums sums(ResultSet row) throws SQLException {
        return new Sums(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12));
    }
}
