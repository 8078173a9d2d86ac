package loyalty.terminal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.Extract;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractsTest {
    private static final Instant AT = Instant.parse("2026-11-25T09:30:00Z");

    @TempDir Path folder;
    private final SigningKey key = SigningKey.generate();
    private final HandClock clock = new HandClock();
    private Ledger ledger;

    @BeforeEach
    void open() throws StorageException {
        ledger = Ledgers.open(folder, clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Extract extract() throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, "A-1");
        ledger.open(draft, Drafts.request("1"));
        ledger.confirm(draft.id(), Drafts.request("2"), Optional.empty());
        Sale sale = ledger.sale(draft.id()).orElseThrow();
        return ledger.extracts().sign(sale, AT, key, false).orElseThrow();
    }

    /** The feed tells whose key it is. */
    private void learn(SigningKey signer) throws StorageException {
        Change change =
                new Change(
                        Change.Kind.KEY,
                        "msk-1-02#0",
                        1,
                        Optional.of(
                                Tree.mapping()
                                        .put("publicKey", signer.verifyKey().base64())
                                        .node()),
                        "");
        Contact contact = new Contact(AT, Duration.ofDays(3), "g", Contact.Standing.LIVE, false);
        ledger.correspondence()
                .take(
                        new Changes(List.of(change), "c", Optional.empty(), false, contact),
                        false,
                        ledger.register().incarnation(),
                        ledger.clock().moment());
    }

    @Test
    void aReceiptReadAtAnotherRegisterIsTheOneThatWasSigned() throws StorageException {
        Extract extract = extract();
        learn(key);
        Extract read = ExtractCode.read(ExtractCode.text(extract)).orElseThrow();
        assertThat(read.signedBytes()).isEqualTo(extract.signedBytes());
        assertThat(ledger.extracts().problem(read)).isEmpty();
    }

    @Test
    void aStrangersOrAnUnknownRegistersReceiptIsNotTrusted() throws StorageException {
        Extract extract = extract();
        assertThat(ledger.extracts().problem(extract)).get().asString().contains("not known");
        learn(SigningKey.generate());
        assertThat(ledger.extracts().problem(extract)).get().asString().contains("not signed");
    }

    @Test
    void aCodeThatIsCutOffIsNoReceipt() throws StorageException {
        String text = ExtractCode.text(extract());
        for (int length = 0; length < text.length(); length += 7) {
            assertThat(ExtractCode.read(text.substring(0, length))).isEmpty();
        }
        assertThat(ExtractCode.read("2900000012343")).isEmpty();
    }
}
