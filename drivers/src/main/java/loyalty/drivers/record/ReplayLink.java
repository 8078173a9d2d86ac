package loyalty.drivers.record;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.link.HidLink;
import loyalty.drivers.record.Recording.Step;

/**
 * A device that says what a recording says: each read gives the next recorded chunk at once. What
 * is written is taken as long as the recording has as much; after the last line, or where the
 * recorded device went, it is gone. Where the device paused for longer than the reader's patience,
 * the reader gets silence once.
 */
public final class ReplayLink implements HidLink {
    private final String name;
    private final Deque<Step> incoming = new ArrayDeque<>();
    private byte[] descriptor = new byte[0];
    private long lastMillis;
    private boolean closed;

    public ReplayLink(Recording recording) {
        this.name = recording.name();
        for (Step step : recording.steps()) {
            if (step.kind() == 'd') descriptor = step.bytes();
            if (step.kind() == '<' || step.kind() == '!') incoming.add(step);
        }
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
        return next.bytes();
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
