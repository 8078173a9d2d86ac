package loyalty.drivers.printer;

import java.util.Arrays;

/**
 * Something to be printed once.
 *
 * @param id made by whoever wants it printed and kept through every retry: the same id is one job
 * @param title for people: "receipt 1024"
 * @param bytes in the printer's language, from {@link loyalty.drivers.encode.PageEncoder}; empty
 *     for {@link Kind#DRAWER}
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record PrintJob(String id, Kind kind, String title, byte[] bytes) {
    /** What sort of job it is. */
    public enum Kind {
        RECEIPT,
        /** Marked as a copy by its template; never opens the drawer. */
        COPY,
        REPORT,
        /** One pulse to the cash drawer, now or never. */
        DRAWER
    }

    public PrintJob {
        if (id.isBlank()) throw new IllegalArgumentException("a job has an id");
        bytes = bytes.clone();
        if ((bytes.length == 0) != (kind == Kind.DRAWER)) {
            throw new IllegalArgumentException(kind + " with " + bytes.length + " bytes: " + id);
        }
    }

    /** One pulse to the drawer. */
    public static PrintJob drawer(String id) {
        return new PrintJob(id, Kind.DRAWER, "drawer", new byte[0]);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrintJob that
                && id.equals(that.id)
                && kind == that.kind
                && title.equals(that.title)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "PrintJob[" + id + " " + kind + ", " + bytes.length + " bytes]";
    }
}
