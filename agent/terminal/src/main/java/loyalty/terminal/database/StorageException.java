package loyalty.terminal.database;

import java.io.IOException;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** The disk failed us. The sentence says what the shop can do about it. */
public final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    private final StorageFault fault;

    public StorageException(StorageFault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    public StorageException(StorageFault fault, String sentence, Throwable cause) {
        super(sentence, cause);
        this.fault = fault;
    }

    static StorageException of(String doing, SQLException cause) {
        StorageFault fault = faultOf(cause);
        return new StorageException(fault, doing + ": " + hint(fault, cause), cause);
    }

    public StorageFault fault() {
        return fault;
    }

    private static StorageFault faultOf(SQLException cause) {
        if (!(cause instanceof SQLiteException sqlite)) {
            return StorageFault.FAILED;
        }
        return switch (sqlite.getResultCode().code & 0xff) {
            case 13 -> StorageFault.FULL;
            case 8, 14 -> StorageFault.READ_ONLY;
            case 11, 26 -> StorageFault.CORRUPT;
            case 5, 6 -> StorageFault.IN_USE;
            default -> StorageFault.FAILED;
        };
    }

    private static String hint(StorageFault fault, SQLException cause) {
        return switch (fault) {
            case FULL -> "the disk is full; free some space, nothing that was confirmed is lost";
            case READ_ONLY ->
                    "the ledger cannot be written; check the rights of its folder and the disk";
            case CORRUPT ->
                    "the ledger's file is damaged; restart the agent, it sets the file aside and"
                            + " rebuilds it";
            case IN_USE -> "another program holds the ledger; is a second agent running?";
            case TOO_NEW, FAILED -> String.valueOf(cause.getMessage());
        };
    }
}
