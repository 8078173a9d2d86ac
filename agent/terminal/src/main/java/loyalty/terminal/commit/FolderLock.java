package loyalty.terminal.commit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;
import org.jspecify.annotations.Nullable;

/** Makes sure that a ledger has one writer: a second agent on the same folder is refused. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static FolderLock take(Path file) throws StorageException {
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new FolderLock(channel, locked(channel, false, file));
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new StorageException(
                    StorageFault.READ_ONLY,
                    "cannot write " + file + ": check the rights of its folder",
                    e);
        }
    }

    /** Makes sure that nobody writes what is only looked at. */
    static FolderLock look(Path file) throws StorageException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return new FolderLock(channel, locked(channel, true, file));
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new StorageException(
                    StorageFault.READ_ONLY,
                    "cannot read " + file + ": check the rights of its folder",
                    e);
        }
    }

    private static FileLock locked(FileChannel channel, boolean shared, Path file)
            throws IOException {
        FileLock lock = tryLock(channel, shared);
        if (lock == null) {
            channel.close();
            throw new StorageException(
                    StorageFault.IN_USE,
                    "another agent uses " + file.getParent() + ": stop it first");
        }
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared)
            throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null; // this very program holds it
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            return; // the system releases it with the process
        }
    }
}
