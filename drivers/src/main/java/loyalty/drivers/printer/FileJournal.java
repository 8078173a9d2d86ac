package loyalty.drivers.printer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a text file, one line per step, each forced to disk before the call returns. A last
 * line cut off by a crash does not count. Compacted when opened: ended jobs go.
 *
 * <pre>
 * add    printer  id  kind  title(base64)  bytes(base64)
 * move   id  state  note(base64)
 * </pre>
 */
public final class FileJournal implements JobJournal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final MemoryJournal memory = new MemoryJournal();
    private final FileChannel file;

    private FileJournal(FileChannel file) {
        this.file = file;
    }

    /** Opens or makes the file. One process at a time: the second is refused. */
    public static FileJournal open(Path path) throws IOException {
        MemoryJournal known = new MemoryJournal();
        List<String> open = new ArrayList<>();
        if (Files.exists(path)) read(path, known, open);
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        FileJournal journal = new FileJournal(channel);
        for (String id : open) journal.copy(known.find(id));
        Files.move(
                fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return journal;
    }

    private static void read(Path path, MemoryJournal known, List<String> ids) throws IOException {
        String text = Files.readString(path, StandardCharsets.US_ASCII);
        int whole = text.lastIndexOf('\n') + 1;
        if (whole < text.length()) LOG.warn("{}: the last line is cut off, left out", path);
        try (BufferedReader lines =
                new BufferedReader(new StringReader(text.substring(0, whole)))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                apply(line.split("\t", -1), known, ids);
            }
        }
    }

    private static void apply(String[] words, MemoryJournal known, List<String> ids)
            throws IOException {
        try {
            if (words[0].equals("add")) {
                PrintJob.Kind kind = PrintJob.Kind.valueOf(words[3]);
                known.add(words[1], new PrintJob(words[2], kind, text(words[4]), bytes(words[5])));
                ids.add(words[2]);
            } else {
                known.move(words[1], JobState.valueOf(words[2]), text(words[3]));
            }
        } catch (RuntimeException e) {
            throw new IOException("the print journal is damaged: " + String.join(" ", words), e);
        }
    }

    private void copy(Optional<JobRecord> record) throws IOException {
        if (record.isEmpty() || record.get().state().ended()) return;
        PrintJob job = record.get().job();
        add(record.get().printer(), job);
        if (record.get().state() == JobState.SENDING) {
            move(job.id(), JobState.SENDING, record.get().note());
        }
    }

    @Override
    public synchronized boolean add(String printer, PrintJob job) throws IOException {
        if (memory.find(job.id()).isPresent()) return false;
        append(
                "add",
                printer,
                job.id(),
                job.kind().name(),
                base64(job.title()),
                base64(job.bytes()));
        return memory.add(printer, job);
    }

    @Override
    public synchronized void move(String id, JobState to, String note) throws IOException {
        JobRecord record =
                memory.find(id).orElseThrow(() -> new IllegalStateException("no such job: " + id));
        record.moved(to, note);
        append("move", id, to.name(), base64(note));
        memory.move(id, to, note);
    }

    private void append(String... words) throws IOException {
        ByteBuffer line =
                ByteBuffer.wrap(
                        (String.join("\t", words) + "\n").getBytes(StandardCharsets.US_ASCII));
        while (line.hasRemaining()) file.write(line);
        file.force(false);
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
    public List<JobRecord> open(String printer) {
        return memory.open(printer);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
