package loyalty.terminal.commit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.text.JsonText;

/**
 * The end of a part of the journal that was cut off for its age, signed by the register. It stands
 * in the journal itself, so that nobody cuts it away either; what remains begins where it says.
 *
 * @param number of the last entry that was cut off
 * @param hash of that entry
 * @param key the public key it is signed under
 */
record JournalCut(long number, String hash, Instant at, String key, String signature) {
    static final String KIND = "journal.cut";

    static JournalCut of(Journal.Entry last, Instant at, SigningKey key) {
        JournalCut open =
                new JournalCut(last.number(), last.hash(), at, key.verifyKey().base64(), "");
        return new JournalCut(
                open.number, open.hash, open.at, open.key, key.sign(open.signedBytes()));
    }

    private byte[] signedBytes() {
        String text = KIND + "\n" + number + "\n" + hash + "\n" + at.toEpochMilli();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    boolean isSigned() {
        try {
            return VerifyKey.ofBase64(key).verifies(signedBytes(), signature);
        } catch (IllegalArgumentException noKey) {
            return false;
        }
    }

    /** What the journal's entry is about. */
    String subject() {
        return Long.toString(number);
    }

    String body() {
        return JsonText.write(
                Tree.mapping()
                        .put("hash", hash)
                        .put("at", at.toEpochMilli())
                        .put("key", key)
                        .put("signature", signature)
                        .node());
    }

    /** Empty if the entry's body cannot be read. */
    static Optional<JournalCut> read(Journal.Entry entry) {
        try {
            Fields body = Fields.of(JsonText.read(entry.body(), KIND), new ArrayList<>());
            return Optional.of(
                    new JournalCut(
                            Long.parseLong(entry.subject()),
                            body.text("hash").orElse(""),
                            Instant.ofEpochMilli(body.whole("at", 0, 0, Long.MAX_VALUE)),
                            body.text("key").orElse(""),
                            body.text("signature").orElse("")));
        } catch (InvalidDocumentException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
