package loyalty.terminal.commit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.StorageException;

/**
 * What a receipt's code carries so that its goods can come back at any register, also offline: the
 * sale as its own register signed it. Other registers' keys come by the feed. Thread: till.
 */
public final class Extracts {
    private static final String PREFIX = "LX1.";
    private static final int MOST_BYTES = 64 * 1024;

    private final Documents documents;
    private final Register register;

    Extracts(Documents documents, Register register) {
        this.documents = documents;
        this.register = register;
    }

    /** Signs a confirmed sale of this register. Anonymous sales have no points to bring back. */
    public Optional<Extract> sign(Sale sale, Instant at, SigningKey key) {
        if (sale.draft().member().isEmpty()) {
            return Optional.empty();
        }
        SaleBody body = sale.draft().body();
        Extract open = extract(sale, body, at, "");
        return Optional.of(extract(sale, body, at, key.sign(open.signedBytes())));
    }

    private Extract extract(Sale sale, SaleBody body, Instant at, String signature) {
        return new Extract(
                sale.id().value(),
                sale.draft().operation().toString(),
                register.holder(),
                sale.draft().member().orElseThrow(),
                body.store(),
                Instant.ofEpochMilli(at.toEpochMilli()),
                sale.draft().pack(),
                body.sold(),
                body.spends(),
                body.created(),
                body.money().dueMinor(),
                signature);
    }

    /** Why an extract cannot be trusted; empty if the register it names signed it. */
    public Optional<String> problem(Extract extract) throws StorageException {
        Optional<Node.Mapping> state =
                documents.state(Change.Kind.KEY, extract.holder().toString());
        Optional<String> key =
                state.flatMap(s -> Fields.of(s, new ArrayList<>()).text("publicKey"));
        if (key.isEmpty()) {
            return Optional.of(
                    "the key of register " + extract.holder() + " is not known here yet");
        }
        boolean signed =
                VerifyKey.ofBase64(key.get()).verifies(extract.signedBytes(), extract.signature());
        return signed
                ? Optional.empty()
                : Optional.of("the receipt was not signed by register " + extract.holder());
    }

    /** For a QR code: packed, letters and digits that every scanner passes on. */
    public static String text(Extract extract) {
        byte[] json = JsonText.bytes(extract.toNode());
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(json);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
    }

    /** Empty if the text is no extract, or not a whole one. */
    public static Optional<Extract> read(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] packed = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
            String json = new String(unpacked(packed), StandardCharsets.UTF_8);
            return Optional.of(Extract.read(JsonText.read(json, "receipt")));
        } catch (IllegalArgumentException | DataFormatException | InvalidDocumentException e) {
            return Optional.empty(); // a damaged code: the cashier scans again
        }
    }

    private static byte[] unpacked(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] open = new byte[MOST_BYTES];
            int length = inflater.inflate(open);
            if (!inflater.finished()) {
                throw new DataFormatException("cut off, or larger than any receipt");
            }
            return Arrays.copyOf(open, length);
        } finally {
            inflater.end();
        }
    }
}
