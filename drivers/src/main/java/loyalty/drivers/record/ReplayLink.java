package loyalty.drivers.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.link.HidLink;

/**
 * A device that says what a recording says: each read gives the next recorded chunk at once. What
 * is written is taken as long as the recording has as much; after the last line, or where the
 * recorded device went, it is gone. Where the device paused for longer than the reader's patience,
 * the reader gets silence once.
 */
public final class ReplayLink implements HidLink {
    private static final Pattern LINE =
            Pattern.compile("([0-9]+)\\.([0-9]{3}) ([<>d!]) ?([0-9a-fA-F]*|[A-Z_]+)");

    private record Step(long millis, char kind, String content) {}

    private final String name;
    private final Deque<Step> incoming = new ArrayDeque<>();
    private byte[] descriptor = new byte[0];
    private long lastMillis;
    private boolean closed;

    /**
     * Reads the recording whole.
     *
     * @param name for messages
     * @throws IOException if a line is not one of a recording; names it
     */
    public ReplayLink(String name, Reader recording) throws IOException {
        this.name = name;
        BufferedReader reader = new BufferedReader(recording);
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) add(line, number);
        }
    }

    private void add(String line, int number) throws IOException {
        Matcher match = LINE.matcher(line.strip());
        if (!match.matches()) {
            throw new IOException(name + ", line " + number + ": not a line of a device recording");
        }
        char kind = match.group(3).charAt(0);
        long millis =
                Math.addExact(
                        Math.multiplyExact(Long.parseLong(match.group(1)), 1000L),
                        Long.parseLong(match.group(2)));
        if (kind == 'd') descriptor = HexFormat.of().parseHex(match.group(4));
        if (kind == '<' || kind == '!') incoming.add(new Step(millis, kind, match.group(4)));
    }

    @Override
    public byte[] reportDescriptor() {
        return descriptor.clone();
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        requireThere();
        return length;
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        requireThere();
        Step next = incoming.element();
        if (next.millis() - lastMillis > patience.toMillis()) {
            lastMillis = next.millis();
            return new byte[0];
        }
        lastMillis = next.millis();
        incoming.remove();
        if (next.kind() == '!') {
            incoming.clear();
            throw new DeviceException(Fault.UNPLUGGED, name + " was gone here: " + next.content());
        }
        return HexFormat.of().parseHex(next.content());
    }

    private void requireThere() throws DeviceException {
        if (closed || incoming.isEmpty()) {
            throw new DeviceException(Fault.UNPLUGGED, name + " has ended");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        closed = true;
    }
}
