package loyalty.drivers.scanner;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.link.HidLink;

/** A wire made of memory: each read gives one of the chunks put in, whole. */
final class MemoryLink implements HidLink {
    private static final byte[] GONE = new byte[0];

    private final byte[] descriptor;
    private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
    private volatile boolean unplugged;

    MemoryLink(byte[] descriptor) {
        this.descriptor = descriptor;
    }

    void put(byte[] chunk) {
        chunks.add(chunk);
    }

    void unplug() {
        unplugged = true;
        chunks.clear();
        chunks.add(GONE);
    }

    @Override
    public byte[] reportDescriptor() {
        return descriptor;
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience) {
        return length;
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        try {
            byte[] chunk = chunks.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (unplugged) throw new DeviceException(Fault.UNPLUGGED, "memory is gone");
            return chunk == null ? new byte[0] : chunk;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void close() {
        unplug();
    }
}
