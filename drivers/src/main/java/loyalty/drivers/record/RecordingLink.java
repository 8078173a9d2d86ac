package loyalty.drivers.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.HidLink;
import loyalty.drivers.link.Link;

/**
 * Passes everything on and writes down what went each way, one line a chunk: {@code 12.345 <
 * 32393030}, seconds since the start, {@code <} from the device, {@code >} to it, {@code d} its
 * report descriptor, {@code !} its end. What comes from the device is held back until a pause or a
 * line's end, so that a number split over chunks is replaced as the one it is; the chunks' sizes
 * stay.
 */
public final class RecordingLink implements HidLink {
    private static final int MOST_HELD = 8192;

    private final Link link;
    private final Writer out;
    private final Ticker ticker;
    private final long start;
    private final Scrubber scrubber = new Scrubber();
    private byte[] held = new byte[0];
    private int[] sizes = new int[0];
    private long[] times = new long[0];

    /** Writes to {@code out}, which stays the caller's to close. */
    public RecordingLink(Link link, Writer out, Ticker ticker) {
        this.link = link;
        this.out = out;
        this.ticker = ticker;
        this.start = ticker.nanos();
        line(Recording.TITLE);
        line(Recording.FROM + link.name().replaceFirst(":.*", ""));
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        int taken = link.write(bytes, offset, length, patience);
        release();
        chunk(now(), '>', scrubber.scrub(Arrays.copyOfRange(bytes, offset, offset + taken)));
        return taken;
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        try {
            byte[] bytes = link.read(patience);
            if (bytes.length == 0) release();
            else hold(bytes);
            return bytes;
        } catch (DeviceException e) {
            release();
            line(time(now()) + " ! " + e.fault());
            throw e;
        }
    }

    private void hold(byte[] bytes) {
        int length = held.length;
        held = Arrays.copyOf(held, length + bytes.length);
        System.arraycopy(bytes, 0, held, length, bytes.length);
        sizes = Arrays.copyOf(sizes, sizes.length + 1);
        sizes[sizes.length - 1] = bytes.length;
        times = Arrays.copyOf(times, times.length + 1);
        times[times.length - 1] = now();
        byte last = bytes[bytes.length - 1];
        if ((last >= 0 && last < ' ') || held.length > MOST_HELD) release();
    }

    private void release() {
        byte[] scrubbed = scrubber.scrub(held);
        int at = 0;
        for (int i = 0; i < sizes.length; i++) {
            chunk(times[i], '<', Arrays.copyOfRange(scrubbed, at, at + sizes[i]));
            at += sizes[i];
        }
        held = new byte[0];
        sizes = new int[0];
        times = new long[0];
    }

    @Override
    public byte[] reportDescriptor() throws DeviceException {
        if (!(link instanceof HidLink hid)) {
            throw new IllegalStateException(link.name() + " is not a human interface device");
        }
        byte[] descriptor = hid.reportDescriptor();
        chunk(now(), 'd', descriptor);
        return descriptor;
    }

    private long now() {
        return ticker.since(start).toMillis();
    }

    private void chunk(long millis, char direction, byte[] bytes) {
        line(time(millis) + " " + direction + " " + HexFormat.of().formatHex(bytes));
    }

    private static String time(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    private void line(String text) {
        try {
            out.write(text);
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the recording cannot be written", e);
        }
    }

    @Override
    public String name() {
        return link.name();
    }

    @Override
    public void close() {
        release();
        link.close();
    }
}
