package loyalty.terminal.database;

/** How storage can fail a register. */
public enum StorageFault {
    /** No room left on the disk. */
    FULL,
    /** The file or its file system may not be written. */
    READ_ONLY,
    /** The file is damaged. */
    CORRUPT,
    /** Another process holds the file. */
    IN_USE,
    /** The file was written by a newer version of this program. */
    TOO_NEW,
    /** Reading or writing failed otherwise. */
    FAILED
}
