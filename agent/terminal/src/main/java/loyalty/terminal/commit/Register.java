package loyalty.terminal.commit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.protocol.sync.Holder;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;

/**
 * Who this register is and how far its operations count, kept twice: in the ledger and in a small
 * file beside it. A ledger that was copied or put back to an older state disagrees with the file,
 * and must not spend the old rights again. Thread: till.
 */
public final class Register implements AutoCloseable {
    private static final Pattern TEXT = Pattern.compile("incarnation (\\d+) seq (\\d+)\\s*");
    private static final int WIDTH = 64;

    private final Settings settings;
    private final Optional<FileChannel> beside;
    private String name;
    private long incarnation;
    private long seq;
    private boolean fenced;
    private String key = "";

    /** Only who it is, for a ledger that is being rebuilt or looked at. */
    static Register reading(Settings settings, String name) throws StorageException {
        Register register = new Register(settings, Optional.empty(), name);
        register.reload();
        return register;
    }

    private Register(Settings settings, Optional<FileChannel> beside, String name) {
        this.settings = settings;
        this.beside = beside;
        this.name = name;
    }

    /** {@code name} is what the register is called until it is enrolled. */
    static Register open(Settings settings, Path file, String name) throws StorageException {
        Register register = new Register(settings, Optional.of(channel(file)), name);
        register.reload();
        return register;
    }

    /** Reads again what is written, after a transaction that did not come about. */
    void reload() throws StorageException {
        name = settings.find("register").orElse(name);
        incarnation = settings.number("incarnation");
        fenced = settings.number("fenced") == 1;
        key = settings.find("register.key").orElse("");
    }

    private static FileChannel channel(Path file) throws StorageException {
        try {
            return FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StorageException(
                    StorageFault.READ_ONLY,
                    "cannot write " + file + ": check the rights of its folder",
                    e);
        }
    }

    /** What the file beside says; empty if it was never written or cannot be read. */
    Optional<Mark> beside() throws StorageException {
        ByteBuffer bytes = ByteBuffer.allocate(WIDTH);
        try {
            file().read(bytes, 0);
        } catch (IOException e) {
            throw failed(e);
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new Mark(
                                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    private FileChannel file() {
        return beside.orElseThrow();
    }

    /** How far operations count in one incarnation. */
    record Mark(long incarnation, long seq) {}

    /**
     * Whether the ledger is older than the file beside it, or not the one the file belongs to. The
     * file may be behind: it is written after the commit.
     */
    boolean disagrees() throws StorageException {
        Optional<Mark> mark = beside();
        if (mark.isEmpty()) {
            return seq > 0;
        }
        return mark.get().incarnation() != incarnation || mark.get().seq() > seq;
    }

    /** Writes the file beside. After the commit, so that it can only be behind. */
    void note() throws StorageException {
        String text = "incarnation " + incarnation + " seq " + seq;
        byte[] line =
                (text + " ".repeat(WIDTH - 1 - text.length()) + "\n")
                        .getBytes(StandardCharsets.US_ASCII);
        try {
            file().write(ByteBuffer.wrap(line), 0);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static StorageException failed(IOException cause) {
        return new StorageException(
                StorageFault.FAILED, "the file beside the ledger cannot be used", cause);
    }

    public String name() {
        return name;
    }

    public long incarnation() {
        return incarnation;
    }

    public Holder holder() {
        return new Holder(name, incarnation);
    }

    /** The number of the last operation of this incarnation; 0 if there is none. */
    public long seq() {
        return seq;
    }

    /** True if the old rights are void and the processor must give a new incarnation. */
    public boolean fenced() {
        return fenced;
    }

    /** The public key, base64, by which the processor knows it; empty if it is not enrolled. */
    String key() {
        return key;
    }

    void counted(long seq) {
        this.seq = seq;
    }

    /** Joins the surrounding transaction. */
    void fence() throws StorageException {
        settings.putNumber("fenced", 1);
        fenced = true;
    }

    /**
     * Joins the surrounding transaction. A ledger that was put back without its keys may be of an
     * earlier life than they are; the processor hears it only as who signs.
     */
    void beWhoTheKeysAre() throws StorageException {
        long later = beside().map(Mark::incarnation).orElse(incarnation);
        if (later > incarnation) {
            settings.putNumber("incarnation", later);
            incarnation = later;
        }
    }

    /** Joins the surrounding transaction. A new incarnation counts its operations from 1. */
    void become(Holder holder, String publicKey) throws StorageException {
        settings.put("register", holder.register());
        settings.putNumber("incarnation", holder.incarnation());
        settings.putNumber("fenced", 0);
        settings.put("register.key", publicKey);
        this.name = holder.register();
        this.incarnation = holder.incarnation();
        this.key = publicKey;
        this.fenced = false;
    }

    @Override
    public void close() {
        try {
            if (beside.isPresent()) {
                beside.get().close();
            }
        } catch (IOException e) {
            // The file was written with each operation; closing adds nothing.
            return;
        }
    }
}
