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
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StorageException(
                        StorageFault.IN_USE,
                        "another agent uses " + file.getParent() + ": stop it first");
            }
            return new FolderLock(channel, lock);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new StorageException(
                    StorageFault.READ_ONLY,
                    "cannot write " + file + ": check the rights of its folder",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
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
