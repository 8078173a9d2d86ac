package loyalty.terminal.database;

/** A piece of work that stands or falls as a whole. */
@FunctionalInterface
public interface Work<T> {
    T run() throws StorageException;
}
