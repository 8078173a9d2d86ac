package loyalty.drivers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a device is, as the configuration writes it: {@code serial:/dev/ttyACM0}, {@code
 * serial:0403:6001}, {@code hidraw:/dev/hidraw0}, {@code evdev:05e0:1200}, {@code
 * usblp:/dev/usb/lp0}, {@code usb:04b8:0e15:SN1}, {@code tcp:10.0.0.7:9100}, {@code file:out.bin},
 * {@code stdin}, {@code javapos:Scanner1}, {@code spool:Receipts}. Listed by the system or not, any
 * path is taken at its word. A USB identity in place of a path is looked up at every connection, so
 * the name survives a replug.
 *
 * @param target what follows the scheme; empty for {@code stdin} only
 */
public record DeviceAddress(Scheme scheme, String target) {
    /** How the device is reached. */
    public enum Scheme {
        SERIAL,
        HIDRAW,
        EVDEV,
        USBLP,
        USB,
        TCP,
        FILE,
        STDIN,
        JAVAPOS,
        SPOOL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DeviceAddress {
        if (target.isEmpty() != (scheme == Scheme.STDIN)) {
            throw new IllegalArgumentException(
                    scheme == Scheme.STDIN
                            ? "\"stdin\" takes nothing after it: " + target
                            : scheme.word() + ": lacks what to open; " + example(scheme));
        }
        check(scheme, target);
    }

    /** Reads an address; one that cannot be meant is told with an example of its kind. */
    public static DeviceAddress parse(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        Scheme scheme =
                Arrays.stream(Scheme.values())
                        .filter(known -> known.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> unknown(text));
        return new DeviceAddress(scheme, colon < 0 ? "" : text.substring(colon + 1));
    }

    private static IllegalArgumentException unknown(String text) {
        String words =
                Arrays.stream(Scheme.values()).map(Scheme::word).collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "unknown device address \""
                        + text
                        + "\": it starts with one of "
                        + words
                        + "; "
                        + example(Scheme.SERIAL));
    }

    private static void check(Scheme scheme, String target) {
        if (scheme == Scheme.USB) UsbIdentity.parse(target);
        if (scheme == Scheme.TCP && !target.matches(".+:[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "tcp:" + target + " lacks host or port; " + example(scheme));
        }
        if (scheme == Scheme.TCP && portOf(target) > 65_535) {
            throw new IllegalArgumentException("tcp:" + target + ": ports end at 65535");
        }
    }

    private static String example(Scheme scheme) {
        return "for example "
                + switch (scheme) {
                    case SERIAL -> "serial:/dev/ttyACM0 or serial:0403:6001";
                    case HIDRAW -> "hidraw:/dev/hidraw0 or hidraw:0c2e:0b61";
                    case EVDEV -> "evdev:/dev/input/event3 or evdev:05e0:1200";
                    case USBLP -> "usblp:/dev/usb/lp0 or usblp:04b8:0e15";
                    case USB -> "usb:04b8:0e15 or usb:04b8:0e15:SERIAL";
                    case TCP -> "tcp:192.168.1.40:9100";
                    case FILE -> "file:receipts.bin";
                    case STDIN -> "stdin";
                    case JAVAPOS -> "javapos:POSPrinter";
                    case SPOOL -> "spool:Receipts";
                };
    }

    private static int portOf(String target) {
        return Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    }

    /** The USB identity, where the address names one instead of a path. */
    public Optional<UsbIdentity> usb() {
        boolean mayBe =
                switch (scheme) {
                    case SERIAL, HIDRAW, EVDEV, USBLP, USB -> true;
                    default -> false;
                };
        return mayBe && UsbIdentity.looksLike(target)
                ? Optional.of(UsbIdentity.parse(target))
                : Optional.empty();
    }

    /** The path to open; only for schemes that have one and are not named by USB identity. */
    public Path path() {
        if (scheme == Scheme.TCP || scheme == Scheme.STDIN || usb().isPresent()) {
            throw new IllegalStateException(this + " has no path of its own");
        }
        return Path.of(target);
    }

    /** The host, for {@code tcp}. */
    public String host() {
        String host = target.substring(0, requireTcp().lastIndexOf(':'));
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    /** The port, for {@code tcp}. */
    public int port() {
        return portOf(requireTcp());
    }

    private String requireTcp() {
        if (scheme != Scheme.TCP) throw new IllegalStateException(this + " has no host and port");
        return target;
    }

    @Override
    public String toString() {
        return target.isEmpty() ? scheme.word() : scheme.word() + ":" + target;
    }
}
