package loyalty.drivers.simulate;

import java.time.Duration;
import loyalty.drivers.DeviceException;
import org.jspecify.annotations.Nullable;

/** Pulls one device end out and puts another one in. Only unplugging may come from any thread. */
final class PluggableWire implements SimulatedWire {
    /** Makes the end of the next plugging in. */
    interface Maker {
        DeviceEnd make() throws DeviceException;
    }

    private final Maker maker;
    private volatile @Nullable DeviceEnd end;
    private volatile String address;

    private PluggableWire(DeviceEnd first, Maker maker) {
        this.maker = maker;
        this.end = first;
        this.address = first.address();
    }

    /** Plugged in with this end; later ones are made. */
    static PluggableWire beginning(DeviceEnd first, Maker maker) {
        return new PluggableWire(first, maker);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public boolean connected() throws DeviceException {
        DeviceEnd here = end;
        return here != null && here.connected();
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        return current().read(patience);
    }

    @Override
    public int write(byte[] bytes, Duration patience) throws DeviceException {
        DeviceEnd here = current();
        return here.connected() ? here.write(bytes, patience) : 0;
    }

    private DeviceEnd current() {
        DeviceEnd here = end;
        if (here == null) throw new IllegalStateException("unplugged");
        return here;
    }

    @Override
    public synchronized void plug() throws DeviceException {
        if (end != null) return;
        DeviceEnd fresh = maker.make();
        address = fresh.address();
        end = fresh;
    }

    @Override
    public synchronized void unplug() throws DeviceException {
        DeviceEnd here = end;
        end = null;
        if (here != null) here.close();
    }

    @Override
    public boolean plugged() {
        return end != null;
    }

    @Override
    public void close() {
        try {
            unplug();
        } catch (DeviceException e) {
            throw new IllegalStateException(e);
        }
    }
}
