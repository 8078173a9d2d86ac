package loyalty.terminal.commit;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;

/**
 * A second copy of what the processor has not answered, in a plain file beside the ledger, one
 * operation per line: should a page of the database rot, nothing that was sold is lost with it.
 * Written after each commit and not forced to disk; the database is what survives a power cut.
 */
final class Mirror implements AutoCloseable {
    /** Emptied when nothing waits and it has grown beyond this. */
    private static final long TRIM_BYTES = 8L << 20;

    private final Path path;
    private final FileChannel file;

    private Mirror(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    static Mirror open(Path path) throws StorageException {
        try {
            FileChannel file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.APPEND);
            return new Mirror(path, file);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** One copied operation: its place in the ledger, and how it is stored there. */
    static final class Line {
        private final long position;
        private final byte[] stored;

        Line(long position, byte[] stored) {
            this.position = position;
            this.stored = stored;
        }

        long position() {
            return position;
        }

        byte[] stored() {
            return stored;
        }
    }

    void append(List<Line> lines) throws StorageException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (Line line : lines) {
            text.writeBytes((line.position() + " ").getBytes(StandardCharsets.US_ASCII));
            text.writeBytes(line.stored());
            text.write('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.toByteArray());
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Everything in it is answered. */
    void trim() throws StorageException {
        try {
            if (file.size() > TRIM_BYTES) {
                file.truncate(0);
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** What is done with each line of a copy. */
    @FunctionalInterface
    interface Reader {
        void line(Line line) throws StorageException;
    }

    /** Hands on what a file holds, line by line; a last line that was cut off does not count. */
    static void read(Path path, Reader each) throws StorageException {
        if (!Files.exists(path)) {
            return;
        }
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int blank = line.indexOf(' ');
                if (blank > 0 && line.substring(0, blank).matches("\\d{1,18}")) {
                    long position = Long.parseLong(line.substring(0, blank));
                    byte[] stored = line.substring(blank + 1).getBytes(StandardCharsets.UTF_8);
                    each.line(new Line(position, stored));
                }
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** The place of the last operation in a file; 0 if there is none. */
    static long lastPosition(Path path) throws StorageException {
        AtomicLong last = new AtomicLong();
        read(path, line -> last.set(line.position()));
        return last.get();
    }

    private static StorageException failed(Path path, IOException cause) {
        return new StorageException(
                StorageFault.FAILED,
                "cannot use " + path + ": check the rights of its folder and the disk",
                cause);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            return; // a copy of what the ledger has
        }
    }
}
