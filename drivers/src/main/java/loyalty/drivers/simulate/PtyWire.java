package loyalty.drivers.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.posix.Pty;
import org.jspecify.annotations.Nullable;

/**
 * A serial device on a PTY. With a link, the address is a symbolic link that survives unplugging,
 * as udev's names do; without, the address changes at each plug.
 */
public final class PtyWire implements SimulatedWire {
    private final @Nullable Path link;
    private volatile @Nullable Pty pty;

    private PtyWire(@Nullable Path link) {
        this.link = link;
    }

    /** Plugged in, under a name the system chooses. */
    public static PtyWire open() throws DeviceException {
        PtyWire wire = new PtyWire(null);
        wire.plug();
        return wire;
    }

    /** Plugged in, under a symbolic link that is made anew at each plug. */
    public static PtyWire open(Path link) throws DeviceException {
        PtyWire wire = new PtyWire(link.toAbsolutePath());
        wire.plug();
        return wire;
    }

    @Override
    public String address() {
        Path path = link == null ? current().path() : link;
        return "serial:" + path;
    }

    @Override
    public boolean connected() throws DeviceException {
        Pty here = pty;
        return here != null && here.connected();
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        return current().read(patience);
    }

    @Override
    public int write(byte[] bytes, Duration patience) throws DeviceException {
        Pty here = current();
        return here.connected() ? here.write(bytes, patience) : 0;
    }

    private Pty current() {
        Pty here = pty;
        if (here == null) throw new IllegalStateException("unplugged");
        return here;
    }

    @Override
    public synchronized void plug() throws DeviceException {
        if (pty != null) return;
        Pty fresh = Pty.open();
        pty = fresh;
        if (link != null) point(link, fresh.path());
    }

    private static void point(Path link, Path target) throws DeviceException {
        try {
            Path parent = link.getParent();
            if (parent != null) Files.createDirectories(parent);
            if (Files.exists(link) && !Files.isSymbolicLink(link)) {
                throw new DeviceException(
                        Fault.NO_ACCESS, link + " exists and is not a link: choose another name");
            }
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            if (e instanceof DeviceException known) throw known;
            throw new DeviceException(
                    Fault.NO_ACCESS, link + " cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void unplug() throws DeviceException {
        Pty here = pty;
        pty = null;
        if (here == null) return;
        here.close();
        removeLink();
    }

    private void removeLink() throws DeviceException {
        try {
            if (link != null && Files.isSymbolicLink(link)) Files.delete(link);
        } catch (IOException e) {
            throw new DeviceException(
                    Fault.NO_ACCESS, link + " cannot be removed: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean plugged() {
        return pty != null;
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
