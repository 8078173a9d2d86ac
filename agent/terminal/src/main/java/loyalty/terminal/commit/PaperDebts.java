package loyalty.terminal.commit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.GivenBack;
import loyalty.terminal.sale.OwedPaper;

/**
 * Which paper is owed: written in the transaction of what it tells of, forgotten once the printer's
 * own journal has its job. A crash in between leaves it owed, and the job's id keeps it from coming
 * out twice. Thread: till.
 */
public final class PaperDebts {
    private final Book book;
    private final Sealer sealer;

    PaperDebts(Book book) {
        this.book = book;
        this.sealer = book.sealer();
    }

    /** Joins the surrounding transaction. */
    void owe(OwedPaper paper, Instant at) throws StorageException {
        book.database()
                .run(
                        "insert or ignore into owed_paper (job, at, about) values (?, ?, ?)",
                        paper.job(),
                        at,
                        paper.about().map(about -> sealer.closed(JsonText.write(about))));
    }

    /** Joins the surrounding transaction: keeps a return's receipt, so that it can be copied. */
    void keep(String giveBack, OwedPaper paper) throws StorageException {
        if (paper.about().isPresent()) {
            book.database()
                    .run(
                            "insert into give_back_paper (give_back, paper) values (?, ?)",
                            giveBack,
                            sealer.closed(JsonText.write(paper.about().get())));
        }
    }

    /** The receipt of a return as it was made; returns of earlier releases have none. */
    public Optional<Node.Mapping> kept(GivenBack giveBack) throws StorageException {
        return book.database()
                .one(
                        "select paper from give_back_paper where give_back = ?",
                        row -> opened(row.getString(1)),
                        giveBack.operation());
    }

    /** What is owed, oldest first. */
    public List<OwedPaper> all(int most) throws StorageException {
        return book.database()
                .list("select job, about from owed_paper order by at limit ?", this::read, most);
    }

    private OwedPaper read(ResultSet row) throws SQLException {
        String sealed = row.getString("about");
        return new OwedPaper(
                row.getString("job"),
                sealed == null ? Optional.empty() : Optional.of(opened(sealed)));
    }

    private Node.Mapping opened(String sealed) throws SQLException {
        try {
            byte[] json = sealer.opened(sealed).getBytes(StandardCharsets.UTF_8);
            return (Node.Mapping) Outbox.node(json);
        } catch (StorageException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    /** These jobs are in the printer's journal, or can never be. */
    public void settled(List<String> jobs) throws StorageException {
        book.change(
                () -> {
                    for (String job : jobs) {
                        book.database().run("delete from owed_paper where job = ?", job);
                    }
                    return true;
                });
    }
}
