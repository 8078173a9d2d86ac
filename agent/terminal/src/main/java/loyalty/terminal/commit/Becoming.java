package loyalty.terminal.commit;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleId;

/** How a register becomes somebody, or somebody new. Thread: till. */
final class Becoming {
    private final Book book;
    private final Encounter encounter;

    Becoming(Book book, Encounter encounter) {
        this.book = book;
        this.encounter = encounter;
    }

    /**
     * The register is somebody now, or somebody new: a fresh incarnation without rights. An answer
     * that comes so late that its key is gone changes nothing.
     *
     * @param publicKey with which it asked, base64
     */
    void enrolled(EnrolAnswer answer, Moment sent, Keys keys, String publicKey)
            throws StorageException {
        if (!keys.has(publicKey)) {
            return;
        }
        byte[] identifierKey = Base64.getDecoder().decode(answer.identifierKey());
        keys.keepIdentifier(IdentifierKey.ofHex(HexFormat.of().formatHex(identifierKey)));
        book.change(
                () -> {
                    Settings settings = book.settings();
                    if (!answer.holder().equals(book.register().holder())) {
                        keepNothingAside();
                    }
                    book.register().become(answer.holder(), publicKey);
                    settings.put("store", answer.store());
                    settings.put("programme", answer.programme());
                    settings.put("processor.key", answer.processorKey());
                    settings.put("cursor", "");
                    settings.put("snapshot.page", "");
                    settings.putNumber("acknowledged", 0);
                    settings.put("counted.generation", "");
                    // a processor put back twice gives a number again; what it had under it is gone
                    book.replies().sendAgainAfter(answer.holder().incarnation(), 0);
                    if (settings.number("totals.due") == 1) { // else nobody counts the last life
                        book.replies().sendAgainAllBut(answer.holder().incarnation());
                    }
                    book.note("register.enrolled", answer.holder().toString(), answer.store());
                    encounter.met(answer.contact(), sent);
                    return true;
                });
        book.register().note();
        keys.swap(publicKey); // a crash before this is mended at the next start
    }

    /**
     * Joins the surrounding transaction. What open sales set aside of the earlier life's rights is
     * void with them; the processor finds their points elsewhere, because paper is a fact.
     */
    private void keepNothingAside() throws StorageException {
        for (SaleId id : book.sales().undecided()) {
            Sale sale = book.sales().find(id).orElseThrow();
            if (sale.draft().usesRights()) {
                List<SaleBody.Spend> spends = new ArrayList<>();
                for (SaleBody.Spend spend : sale.draft().body().spends()) {
                    spends.add(new SaleBody.Spend(spend.lot(), spend.points(), 0, spend.hold()));
                }
                SaleBody body = Bodies.withSpends(sale.draft().body(), spends);
                book.sales().replace(sale.draft().withBody(body), sale.hold());
            }
        }
    }
}
