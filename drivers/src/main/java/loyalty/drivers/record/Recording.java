package loyalty.drivers.record;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recording's lines, in order, as {@link RecordingLink} writes them. */
public final class Recording {
    static final String TITLE = "# loyalty device recording 1, personal data replaced";
    static final String FROM = "# from ";

    private static final Pattern LINE =
            Pattern.compile("([0-9]+)\\.([0-9]{3}) ([<>d!]) ?([0-9a-fA-F]*|[A-Z_]+)");

    /** One line: when, which way, and what. */
    record Step(long millis, char kind, String content) {
        byte[] bytes() {
            return HexFormat.of().parseHex(content);
        }
    }

    private final String name;
    private final List<Step> steps = new ArrayList<>();
    private String scheme = "serial";

    /**
     * Reads the recording whole.
     *
     * @param name for messages
     * @throws IOException if a line is not one of a recording; names it
     */
    public Recording(String name, Reader recording) throws IOException {
        this.name = name;
        BufferedReader reader = new BufferedReader(recording);
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.startsWith(FROM)) scheme = line.substring(FROM.length()).strip();
            else if (!line.isBlank() && !line.startsWith("#")) add(line, number);
        }
    }

    private void add(String line, int number) throws IOException {
        Matcher match = LINE.matcher(line.strip());
        if (!match.matches()) {
            throw new IOException(name + ", line " + number + ": not a line of a device recording");
        }
        long millis =
                Math.addExact(
                        Math.multiplyExact(Long.parseLong(match.group(1)), 1000L),
                        Long.parseLong(match.group(2)));
        steps.add(new Step(millis, match.group(3).charAt(0), match.group(4)));
    }

    String name() {
        return name;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** What kind of wire it was: the first word of its address. */
    public String scheme() {
        return scheme;
    }

    /** Everything that was sent to the device. */
    public byte[] sent() {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        steps.stream()
                .filter(step -> step.kind() == '>')
                .forEach(step -> sent.writeBytes(step.bytes()));
        return sent.toByteArray();
    }
}
