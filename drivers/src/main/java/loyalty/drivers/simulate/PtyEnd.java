package loyalty.drivers.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.posix.Pty;
import org.jspecify.annotations.Nullable;

/** A PTY, and the link that points to it while it is plugged in. */
final class PtyEnd implements DeviceEnd {
    private final Pty pty;
    private final @Nullable Path link;

    private PtyEnd(Pty pty, @Nullable Path link) {
        this.pty = pty;
        this.link = link;
    }

    static PtyEnd open(@Nullable Path link) throws DeviceException {
        Pty pty = Pty.open();
        if (link != null) point(link, pty.path());
        return new PtyEnd(pty, link);
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
    public String address() {
        return "serial:" + (link == null ? pty.path() : link);
    }

    @Override
    public boolean connected() throws DeviceException {
        return pty.connected();
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        return pty.read(patience);
    }

    @Override
    public int write(byte[] bytes, Duration patience) throws DeviceException {
        return pty.write(bytes, patience);
    }

    @Override
    public void close() throws DeviceException {
        pty.close();
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
}
