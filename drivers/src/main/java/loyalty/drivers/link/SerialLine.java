package loyalty.drivers.link;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a serial port is set: {@code 9600 8N1} or {@code 19200 7E1 rts/cts}. Virtual ports ignore it;
 * a real cable needs what the device is set to.
 *
 * @param baud bits per second
 * @param dataBits 5 to 8
 * @param stopBits 1 or 2
 */
public record SerialLine(int baud, int dataBits, Parity parity, int stopBits, Flow flow) {
    /** The check bit. */
    public enum Parity {
        NONE,
        ODD,
        EVEN
    }

    /** How the device says "wait". */
    public enum Flow {
        NONE,
        RTS_CTS,
        XON_XOFF
    }

    /** What most scanners and printers leave the factory with. */
    public static final SerialLine USUAL = new SerialLine(9600, 8, Parity.NONE, 1, Flow.NONE);

    private static final Pattern FORM =
            Pattern.compile("([0-9]{3,7}) +([5-8])([NOE])([12])(?: +(none|rts/cts|xon/xoff))?");

    public SerialLine {
        if (baud < 110 || baud > 4_000_000 || dataBits < 5 || dataBits > 8) {
            throw new IllegalArgumentException("no such serial line: " + baud + " " + dataBits);
        }
        if (stopBits != 1 && stopBits != 2) {
            throw new IllegalArgumentException("stop bits are 1 or 2: " + stopBits);
        }
    }

    /** Reads {@code "115200 8N1 rts/cts"}; the flow control may be left out. */
    public static SerialLine parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "not a serial line: \""
                            + text
                            + "\"; for example 9600 8N1 or 19200 8N1 rts/cts");
        }
        return new SerialLine(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                parity(form.group(3)),
                Integer.parseInt(form.group(4)),
                flow(form.group(5) == null ? "none" : form.group(5)));
    }

    private static Parity parity(String letter) {
        return switch (letter) {
            case "O" -> Parity.ODD;
            case "E" -> Parity.EVEN;
            default -> Parity.NONE;
        };
    }

    private static Flow flow(String words) {
        return switch (words) {
            case "rts/cts" -> Flow.RTS_CTS;
            case "xon/xoff" -> Flow.XON_XOFF;
            default -> Flow.NONE;
        };
    }

    @Override
    public String toString() {
        return baud
                + " "
                + dataBits
                + parity.name().charAt(0)
                + stopBits
                + (flow == Flow.NONE
                        ? ""
                        : " " + flow.name().toLowerCase(Locale.ROOT).replace('_', '/'));
    }
}
