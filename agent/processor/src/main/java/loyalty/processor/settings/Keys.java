package loyalty.processor.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Set;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.identity.SigningKey;

/**
 * The three secrets of a processor, each in a file of its own outside the database, readable by its
 * owner only: the key that signs packs, the one that seals personal fields, and the programme's key
 * for phones and cards. All nodes of a chain need the same three.
 */
public record Keys(SigningKey signing, PersonalKey personal, IdentifierKey identifier) {
    private static final int IDENTIFIER_BYTES = 32;

    /** Reads the keys, making those that are not there yet. */
    public static Keys in(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new Keys(
                SigningKey.ofText(
                        text(directory.resolve("signing.key"), SigningKey.generate().toText())),
                PersonalKey.ofHex(
                        text(directory.resolve("personal.key"), PersonalKey.generate().hex())),
                IdentifierKey.ofHex(text(directory.resolve("identifier.key"), fresh().hex())));
    }

    private static IdentifierKey fresh() {
        byte[] bytes = new byte[IDENTIFIER_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new IdentifierKey(bytes);
    }

    private static String text(Path file, String fresh) throws IOException {
        if (Files.notExists(file)) {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, fresh);
            if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        part,
                        Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            }
            Files.move(part, file);
        }
        return Files.readString(file);
    }
}
