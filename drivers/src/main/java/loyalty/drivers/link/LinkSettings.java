package loyalty.drivers.link;

import java.nio.file.Path;
import java.time.Duration;
import loyalty.drivers.posix.NativeFiles;

/**
 * What opening a link needs besides the address.
 *
 * @param line for serial ports
 * @param connectPatience for TCP: how long a connection may take to come about
 * @param nativeFiles where the native parts of jSerialComm, JNA and usb4java are unpacked: a
 *     directory of our own, because {@code /tmp} may be another user's or forbid execution
 */
public record LinkSettings(SerialLine line, Duration connectPatience, Path nativeFiles) {
    /** 9600 8N1, three seconds, and a directory under the user's cache. */
    public static LinkSettings usual() {
        return new LinkSettings(SerialLine.USUAL, Duration.ofSeconds(3), NativeFiles.usual());
    }

    /** The same with another serial line. */
    public LinkSettings with(SerialLine other) {
        return new LinkSettings(other, connectPatience, nativeFiles);
    }

    /** The same with another directory for native parts. */
    public LinkSettings unpackingInto(Path directory) {
        return new LinkSettings(line, connectPatience, directory);
    }
}
