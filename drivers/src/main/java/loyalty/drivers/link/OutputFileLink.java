package loyalty.drivers.link;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;

/** An ordinary file: what is written is appended, and it never answers. */
final class OutputFileLink implements Link {
    private final String name;
    private final OutputStream out;

    private OutputFileLink(String name, OutputStream out) {
        this.name = name;
        this.out = out;
    }

    static OutputFileLink open(String name, Path path) throws DeviceException {
        try {
            return new OutputFileLink(
                    name,
                    Files.newOutputStream(
                            path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new DeviceException(
                    Fault.NO_ACCESS, path + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        try {
            out.write(bytes, offset, length);
            return length;
        } catch (IOException e) {
            throw new DeviceException(
                    Fault.UNPLUGGED, name + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        try {
            Thread.sleep(patience.toMillis());
            return new byte[0];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(Fault.UNPLUGGED, name + " was closed", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be closed", e);
        }
    }
}
