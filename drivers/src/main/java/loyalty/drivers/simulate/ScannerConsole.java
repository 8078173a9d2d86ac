package loyalty.drivers.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import loyalty.drivers.DeviceException;

/**
 * A scanner simulator driven by lines of text: each line is a code to scan, {@code \x1d} and the
 * like for other bytes; lines that begin with {@code !} do something to the device. This is what
 * the command {@code devices simulate scanner} runs.
 */
public final class ScannerConsole {
    /** What may be typed, for a command's help. */
    public static final String HELP =
            "Each line is scanned. !unplug and !plug pull the plug and put it back; !half N CODE"
                    + " sends the first N bytes only; !noise N sends N bytes of noise; !repeat N"
                    + " CODE scans N times; !help; !quit. \\x1d in a code is the byte 1D.";

    private final ScannerSimulator device;
    private final PrintWriter out;

    public ScannerConsole(ScannerSimulator device, PrintWriter out) {
        this.device = device;
        this.out = out;
    }

    /** Scans line after line until the end or {@code !quit}; leaves the device as it is. */
    public void run(Reader lines) throws IOException {
        out.println("The scanner is at " + device.address());
        out.flush();
        BufferedReader reader = new BufferedReader(lines);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.strip().equals("!quit")) return;
            out.println(line.startsWith("!") ? act(line.substring(1).strip()) : scan(line));
            out.flush();
        }
    }

    private String scan(String line) throws DeviceException {
        if (line.isEmpty()) return HELP;
        return told(device.scan(unescaped(line)));
    }

    private static String told(boolean heard) {
        return heard ? "scanned" : "nobody listens: the scan is lost";
    }

    private String act(String command) throws DeviceException {
        String[] words = command.split(" ", 3);
        try {
            return switch (words[0].toLowerCase(Locale.ROOT)) {
                case "unplug" -> {
                    device.unplug();
                    yield "unplugged";
                }
                case "plug" -> {
                    device.plug();
                    yield "plugged in at " + device.address();
                }
                case "half" -> half(Integer.parseInt(words[1]), unescaped(words[2]));
                case "noise" -> told(device.send(noise(Integer.parseInt(words[1]))));
                case "repeat" -> repeat(Integer.parseInt(words[1]), unescaped(words[2]));
                default -> HELP;
            };
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return HELP;
        }
    }

    private String half(int count, byte[] code) throws DeviceException {
        byte[] frame = device.framed(code);
        int length = Math.max(0, Math.min(count, frame.length));
        return told(device.send(Arrays.copyOf(frame, length)));
    }

    private String repeat(int times, byte[] code) throws DeviceException {
        boolean heard = true;
        for (int i = 0; i < times; i++) heard &= device.scan(code);
        return told(heard);
    }

    /** The same noise each time, so that what it does can be seen again. */
    private static byte[] noise(int count) {
        byte[] noise = new byte[Math.min(count, 100_000_000)];
        new SplittableRandom(1).nextBytes(noise);
        return noise;
    }

    /** {@code \x1d} is one byte; everything else is UTF-8. */
    private static byte[] unescaped(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] result = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean escape = i + 3 < bytes.length && bytes[i] == '\\' && bytes[i + 1] == 'x';
            int value =
                    escape
                            ? Character.digit(bytes[i + 2], 16) * 16
                                    + Character.digit(bytes[i + 3], 16)
                            : -1;
            result[length++] = value >= 0 ? (byte) value : bytes[i];
            if (value >= 0) i += 3;
        }
        return Arrays.copyOf(result, length);
    }
}
