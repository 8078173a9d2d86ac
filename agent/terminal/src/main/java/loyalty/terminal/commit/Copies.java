package loyalty.terminal.commit;

import java.nio.file.Path;
import java.util.List;
import loyalty.terminal.database.StorageException;

/** Keeps the {@link Mirror} level with what was committed. Thread: till. */
final class Copies implements AutoCloseable {
    private static final String FILE = "operations.copy";
    private static final int AT_ONCE = 500;

    private final Path path;
    private final Mirror mirror;
    private final Outbox outbox;
    private final Chain chain;
    private long mirrored;

    private Copies(Path path, Mirror mirror, Outbox outbox, Chain chain) {
        this.path = path;
        this.mirror = mirror;
        this.outbox = outbox;
        this.chain = chain;
    }

    static Copies beside(Path folder, Outbox outbox, Chain chain) throws StorageException {
        Path path = pathIn(folder);
        return new Copies(path, Mirror.open(path), outbox, chain);
    }

    static Path pathIn(Path folder) {
        return folder.resolve(FILE);
    }

    /** Copies what was committed and not copied before the last end. */
    void catchUp() throws StorageException {
        if (outbox.waiting(1).isEmpty()) {
            mirrored = chain.lastPosition();
            return;
        }
        mirrored = Mirror.lastPosition(path);
        copy();
    }

    private void copy() throws StorageException {
        for (List<Mirror.Line> lines = chain.storedAfter(mirrored, AT_ONCE);
                !lines.isEmpty();
                lines = chain.storedAfter(mirrored, AT_ONCE)) {
            mirror.append(lines);
            mirrored = lines.get(lines.size() - 1).position();
        }
    }

    /** What was written is still at hand, unless an earlier copy has failed. */
    void take(List<Chain.Appended> appended) throws StorageException {
        if (appended.isEmpty()) {
            return;
        }
        if (appended.get(0).line().position() == mirrored + 1) {
            mirror.append(appended.stream().map(Chain.Appended::line).toList());
            mirrored = appended.get(appended.size() - 1).line().position();
        } else {
            copy();
        }
    }

    /** Nothing waits: the copy may go. */
    void trim() throws StorageException {
        if (outbox.waiting(1).isEmpty()) {
            mirror.trim();
        }
    }

    @Override
    public void close() {
        mirror.close();
    }
}
