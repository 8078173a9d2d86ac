package loyalty.terminal.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Function;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.identity.SigningKey;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;

/**
 * The register's secrets, each in a file that only its owner can read, outside the database. The
 * register's own keys are made at the first start and never come from an image.
 */
public final class Keys {
    private static final String PERSONAL = "personal.key";
    private static final String SIGNING = "register.key";
    private static final String NEXT = "register.key.next";
    private static final String IDENTIFIER = "identifier.key";

    private final Path folder;

    private Keys(Path folder) {
        this.folder = folder;
    }

    /** Opens the folder of keys, making it if missing. */
    public static Keys open(Path folder) throws StorageException {
        try {
            Files.createDirectories(folder);
            ownerOnly(folder, "rwx------");
        } catch (IOException e) {
            throw failed(folder, e);
        }
        return new Keys(folder);
    }

    /** The keys of a folder that nobody can write: those that are there. */
    public static Keys look(Path folder) {
        return new Keys(folder);
    }

    /** Seals personal fields; made at the first start. */
    public PersonalKey personal() throws StorageException {
        Optional<PersonalKey> key = read(PERSONAL, PersonalKey::ofHex);
        if (key.isPresent()) {
            return key.get();
        }
        PersonalKey made = PersonalKey.generate();
        write(PERSONAL, made.hex());
        return made;
    }

    /** Signs requests and receipts' extracts; made at the first start. */
    public SigningKey signing() throws StorageException {
        Optional<SigningKey> key = read(SIGNING, SigningKey::ofText);
        if (key.isPresent()) {
            return key.get();
        }
        SigningKey made = SigningKey.generate();
        write(SIGNING, made.toText());
        return made;
    }

    /** The programme's key for phones and cards; known once the register is enrolled. */
    public Optional<IdentifierKey> identifier() throws StorageException {
        return read(IDENTIFIER, IdentifierKey::ofHex);
    }

    void keepIdentifier(IdentifierKey key) throws StorageException {
        write(IDENTIFIER, key.hex());
    }

    /**
     * The key for the next incarnation, the same until it is {@link #swap put to use}, so that a
     * repeated request names the same one.
     */
    public SigningKey next() throws StorageException {
        Optional<SigningKey> key = read(NEXT, SigningKey::ofText);
        if (key.isPresent()) {
            return key.get();
        }
        SigningKey made = SigningKey.generate();
        write(NEXT, made.toText());
        return made;
    }

    /** At a start: ends a change of keys that a crash cut short after it was written down. */
    public void resume(Register register) throws StorageException {
        if (!register.fenced()) {
            swap(register.key());
        }
    }

    /** Whether what was asked for with a public key, base64, can still be used. */
    boolean has(String publicKey) throws StorageException {
        return publicKey.equals(signing().verifyKey().base64()) || isNext(publicKey);
    }

    private boolean isNext(String publicKey) throws StorageException {
        return read(NEXT, SigningKey::ofText)
                .map(key -> key.verifyKey().base64().equals(publicKey))
                .orElse(false);
    }

    /** The key the processor knows this register by becomes the present one, if it is the next. */
    void swap(String publicKey) throws StorageException {
        Path next = folder.resolve(NEXT);
        if (!isNext(publicKey)) {
            return;
        }
        try {
            Files.move(
                    next,
                    folder.resolve(SIGNING),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(next, e);
        }
    }

    private <K> Optional<K> read(String name, Function<String, K> key) throws StorageException {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(key.apply(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw failed(file, e);
        } catch (IllegalArgumentException e) {
            throw new StorageException(
                    StorageFault.CORRUPT,
                    file + " is not a key: put the right one back from a copy, or enrol again",
                    e);
        }
    }

    private void write(String name, String text) throws StorageException {
        Path file = folder.resolve(name);
        Path half = folder.resolve(name + ".half");
        try {
            Files.deleteIfExists(half);
            Files.createFile(half);
            ownerOnly(half, "rw-------");
            Files.writeString(half, text, StandardOpenOption.SYNC);
            Files.move(
                    half,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static void ownerOnly(Path path, String rights) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }

    private static StorageException failed(Path path, IOException cause) {
        return new StorageException(
                StorageFault.FAILED,
                "cannot use " + path + ": check the rights of the folder and the disk",
                cause);
    }
}
