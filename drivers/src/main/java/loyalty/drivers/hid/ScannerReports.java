package loyalty.drivers.hid;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How one model of a HID POS scanner lays out its reports, learnt from its report descriptor, and
 * the parts of codes they carry.
 */
public final class ScannerReports {
    private static final int SYMBOLOGY_FIRST = 0xFB;
    private static final int SYMBOLOGY_LAST = 0xFD;
    private static final int DECODED_DATA = 0xFE;
    private static final int CONTINUED = 0xFF;
    private static final Usage BYTE_COUNT = new Usage(1, 0x3B);
    private static final Usage KEYBOARD = new Usage(1, 6);

    private final Map<Integer, Layout> layouts;
    private final boolean numbered;

    private ScannerReports(Map<Integer, Layout> layouts, boolean numbered) {
        this.layouts = layouts;
        this.numbered = numbered;
    }

    /** A part of a code. */
    public static final class Part {
        private final byte[] bytes;
        private final String aim;
        private final boolean more;

        Part(byte[] bytes, String aim, boolean more) {
            this.bytes = bytes;
            this.aim = aim;
            this.more = more;
        }

        /** The bytes of this part, a copy. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** The AIM identifier, empty if the report has none. */
        public String aim() {
            return aim;
        }

        /** True if the code goes on in the next report. */
        public boolean more() {
            return more;
        }
    }

    /**
     * Learns the layout.
     *
     * @throws IllegalArgumentException if the descriptor is broken or is not a scanner's, with what
     *     to do about it
     */
    public static ScannerReports of(byte[] descriptor) {
        List<Element> elements = ReportDescriptor.read(descriptor);
        Map<Integer, Layout> layouts =
                elements.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Element::report,
                                        LinkedHashMap::new,
                                        Collectors.collectingAndThen(
                                                Collectors.toList(), Layout::new)));
        layouts.values().removeIf(layout -> layout.data.isEmpty());
        if (layouts.isEmpty()) throw new IllegalArgumentException(noScanner(elements));
        return new ScannerReports(layouts, elements.stream().anyMatch(e -> e.report() != 0));
    }

    private static String noScanner(List<Element> elements) {
        boolean keyboard = elements.stream().anyMatch(e -> e.application().equals(KEYBOARD));
        return keyboard
                ? "this scanner pretends to be a keyboard: scan the set-up barcode for USB HID POS"
                        + " (or USB COM) in its manual, or configure it as evdev:"
                : "this HID device has no bar code data (usage 8c:fe): is it in HID POS mode?";
    }

    /** The part of a code in this report; none for other reports and for empty ones. */
    public Optional<Part> part(byte[] report) {
        if (report.length == 0) return Optional.empty();
        Layout layout = layouts.get(numbered ? report[0] & 0xFF : 0);
        return layout == null ? Optional.empty() : layout.part(report);
    }

    /** One report's layout. */
    private static final class Layout {
        private final List<Element> data;
        private final List<Element> symbology;
        private final List<Element> count;
        private final List<Element> continued;

        Layout(List<Element> elements) {
            data = with(elements, DECODED_DATA, DECODED_DATA);
            symbology = with(elements, SYMBOLOGY_FIRST, SYMBOLOGY_LAST);
            continued = with(elements, CONTINUED, CONTINUED);
            count = elements.stream().filter(e -> e.usage().equals(BYTE_COUNT)).toList();
        }

        private static List<Element> with(List<Element> elements, int first, int last) {
            return elements.stream()
                    .filter(e -> e.usage().ofScanner())
                    .filter(e -> e.usage().id() >= first && e.usage().id() <= last)
                    .toList();
        }

        Optional<Part> part(byte[] report) {
            byte[] all = values(report, data);
            int length =
                    count.isEmpty() ? trimmed(all) : Math.min(first(report, count), all.length);
            boolean more =
                    continued.isEmpty()
                            ? length == all.length // no flag: a full report is not the last
                            : first(report, continued) != 0;
            if (length == 0 && !more) return Optional.empty();
            return Optional.of(new Part(Arrays.copyOf(all, length), aim(report), more));
        }

        private String aim(byte[] report) {
            String text =
                    new String(values(report, symbology), StandardCharsets.US_ASCII)
                            .replace("\0", "");
            return text.matches("\\][A-Za-z][0-9A-Za-z]") ? text : "";
        }

        private static int trimmed(byte[] bytes) {
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] == 0) end--;
            return end;
        }

        private static byte[] values(byte[] report, List<Element> elements) {
            byte[] values = new byte[elements.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (byte) value(report, elements.get(i));
            }
            return values;
        }

        private static int first(byte[] report, List<Element> elements) {
            return value(report, elements.get(0));
        }

        /** Bits beyond a short report's end are zero. */
        private static int value(byte[] report, Element element) {
            int value = 0;
            for (int i = 0; i < element.bits(); i++) {
                int bit = element.bitOffset() + i;
                boolean set = bit / 8 < report.length && (report[bit / 8] >> (bit % 8) & 1) != 0;
                if (set) value |= 1 << i;
            }
            return value;
        }
    }
}
