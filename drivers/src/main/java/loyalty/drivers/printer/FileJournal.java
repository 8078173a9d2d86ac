package loyalty.drivers.printer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a text file, one line per step, each forced to disk before the call returns. A last
 * line cut off by a crash does not count. Rewritten now and then: of jobs that have ended only the
 * latest are kept, without their bytes (but for a printer's last, if it is not confirmed), so that
 * their ids stay known.
 *
 * <pre>
 * add    printer  id  kind  title(base64)  bytes(base64)
 * move   id  state  note(base64)
 * </pre>
 */
public final class FileJournal implements JobJournal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
    private static final long REWRITE_BYTES = 4_000_000;

    /** Stands for the bytes of a job that has ended: they are not needed any more. */
    private static final byte[] GONE = {0};

    private final MemoryJournal memory = new MemoryJournal();
    private final Path path;
    private final FileChannel lock;
    private FileChannel file;
    private long rewriteAt;

    private FileJournal(Path path, FileChannel lock) throws IOException {
        this.path = path;
        this.lock = lock;
        if (Files.exists(path)) read();
        this.file = fresh();
        rewrite();
    }

    /** Opens or makes the file. One process at a time: a second one is refused. */
    public static FileJournal open(Path path) throws IOException {
        FileChannel lock = writable(path.resolveSibling(path.getFileName() + ".lock"));
        try {
            if (lock.tryLock() == null) throw new OverlappingFileLockException();
            return new FileJournal(path, lock);
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException(path + " is used by another agent: stop that one first", e);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel writable(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void read() throws IOException {
        String text = Files.readString(path, StandardCharsets.US_ASCII);
        int whole = text.lastIndexOf('\n') + 1;
        if (whole < text.length()) LOG.warn("{}: the last line is cut off, left out", path);
        for (String line : text.substring(0, whole).lines().toList()) {
            apply(line.split("\t", -1));
        }
    }

    private void apply(String[] words) throws IOException {
        try {
            if (words[0].equals("add")) {
                PrintJob.Kind kind = PrintJob.Kind.valueOf(words[3]);
                memory.add(words[1], new PrintJob(words[2], kind, text(words[4]), bytes(words[5])));
            } else if (words[0].equals("move")) {
                memory.move(words[1], JobState.valueOf(words[2]), text(words[3]));
            } else {
                throw new IllegalArgumentException("neither add nor move");
            }
        } catch (RuntimeException e) {
            throw new IOException(
                    path
                            + " is damaged at \""
                            + String.join(" ", words)
                            + "\": move it away to start anew; receipts in it are not printed",
                    e);
        }
    }

    private Path newPath() {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    private FileChannel fresh() throws IOException {
        return FileChannel.open(
                newPath(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    /** Writes what is worth keeping into a new file and puts that in the old one's place. */
    private void rewrite() throws IOException {
        for (JobRecord record : memory.all()) {
            PrintJob job = record.job();
            write(added(record.printer(), job, bytesKept(record) ? job.bytes() : GONE));
            if (record.state() == JobState.QUEUED) continue;
            boolean throughSending = record.state() != JobState.FAILED;
            if (throughSending) write(moved(job.id(), JobState.SENDING, ""));
            if (record.state() != JobState.SENDING) {
                write(moved(job.id(), record.state(), record.note()));
            }
        }
        file.force(true);
        Files.move(
                newPath(),
                path,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        rewriteAt = file.position() + REWRITE_BYTES;
    }

    private boolean bytesKept(JobRecord record) {
        if (!record.state().ended() || record.job().kind() == PrintJob.Kind.DRAWER) return true;
        return record.state() != JobState.CONFIRMED
                && memory.last(record.printer()).filter(record::equals).isPresent();
    }

    @Override
    public synchronized boolean add(String printer, PrintJob job) throws IOException {
        if (memory.find(job.id()).isPresent()) return false;
        append(added(printer, job, job.bytes()));
        return memory.add(printer, job);
    }

    @Override
    public synchronized void move(String id, JobState to, String note) throws IOException {
        JobRecord record =
                memory.find(id).orElseThrow(() -> new IllegalStateException("no such job: " + id));
        record.moved(to, note);
        append(moved(id, to, note));
        memory.move(id, to, note);
        if (file.position() > rewriteAt) {
            file.close();
            file = fresh();
            rewrite();
        }
    }

    private static String added(String printer, PrintJob job, byte[] bytes) {
        return String.join(
                "\t",
                "add",
                printer,
                job.id(),
                job.kind().name(),
                base64(job.title()),
                base64(bytes));
    }

    private static String moved(String id, JobState to, String note) {
        return String.join("\t", "move", id, to.name(), base64(note));
    }

    private void append(String line) throws IOException {
        write(line);
        file.force(false);
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) file.write(bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String text(String base64) {
        return new String(bytes(base64), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    @Override
    public Optional<PrintJob> next(String printer) {
        return memory.next(printer);
    }

    @Override
    public Optional<JobRecord> find(String id) {
        return memory.find(id);
    }

    @Override
    public Optional<JobRecord> last(String printer) {
        return memory.last(printer);
    }

    @Override
    public List<JobRecord> open(String printer) {
        return memory.open(printer);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
        lock.close();
    }
}
