package loyalty.terminal.commit;

import java.util.Optional;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;

/** Small facts that must survive a restart, by name. */
final class Settings {
    private final Database database;

    Settings(Database database) {
        this.database = database;
    }

    Optional<String> find(String name) throws StorageException {
        return database.one(
                "select value from setting where name = ?", row -> row.getString(1), name);
    }

    /** As {@link #find}; a word that was emptied is none. */
    Optional<String> word(String name) throws StorageException {
        return find(name).filter(value -> !value.isEmpty());
    }

    void put(String name, String value) throws StorageException {
        database.run("insert or replace into setting (name, value) values (?, ?)", name, value);
    }

    long number(String name) throws StorageException {
        return find(name).map(Long::parseLong).orElse(0L);
    }

    void putNumber(String name, long value) throws StorageException {
        put(name, Long.toString(value));
    }
}
