package loyalty.drivers.hid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a HID report descriptor: a small program that says where in each report which value lies.
 * Layouts differ between makers, so nothing is assumed. Anything malformed is refused; nothing it
 * says can make us keep more than a few thousand elements.
 */
final class ReportDescriptor {
    private static final int MAIN = 0;
    private static final int GLOBAL = 1;
    private static final int LOCAL = 2;
    private static final int MOST_ELEMENTS = 8192;
    private static final int LONG_ITEM = 0xFE;
    private static final int CONSTANT = 1;
    private static final int VARIABLE = 2;

    private final byte[] bytes;
    private final List<Element> elements = new ArrayList<>();
    private final Map<Integer, Integer> bitsUsed = new HashMap<>();
    private final Deque<Globals> pushed = new ArrayDeque<>();
    private final Deque<Usage> collections = new ArrayDeque<>();
    private Globals globals = new Globals(0, 0, 0, 0);
    private final List<Usage> usages = new ArrayList<>();
    private int usageMinimum = -1;
    private boolean numbered;

    private record Globals(int page, int size, int count, int report) {}

    private ReportDescriptor(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The elements of all input reports, in order. */
    static List<Element> read(byte[] bytes) {
        ReportDescriptor descriptor = new ReportDescriptor(bytes);
        descriptor.read();
        return List.copyOf(descriptor.elements);
    }

    private void read() {
        int at = 0;
        while (at < bytes.length) {
            int prefix = bytes[at] & 0xFF;
            if (prefix == LONG_ITEM) {
                if (at + 1 >= bytes.length) throw broken(at);
                at += 3 + (bytes[at + 1] & 0xFF);
                continue;
            }
            int size = (prefix & 3) == 3 ? 4 : prefix & 3;
            if (at + size >= bytes.length) throw broken(at);
            item((prefix >> 2) & 3, prefix >> 4, value(at + 1, size), size);
            at += 1 + size;
        }
    }

    private int value(int at, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) value |= (bytes[at + i] & 0xFF) << (8 * i);
        return value;
    }

    private static IllegalArgumentException broken(int at) {
        return new IllegalArgumentException("the report descriptor breaks off at byte " + at);
    }

    private void item(int type, int tag, int value, int size) {
        switch (type) {
            case MAIN -> {
                main(tag, value);
                usages.clear();
                usageMinimum = -1;
            }
            case GLOBAL -> global(tag, value);
            case LOCAL -> local(tag, value, size);
            default -> throw new IllegalArgumentException("reserved item in report descriptor");
        }
    }

    private void main(int tag, int value) {
        switch (tag) {
            case 8 -> input(value);
            case 10 -> collections.push(usages.isEmpty() ? new Usage(0, 0) : usages.get(0));
            case 12 -> {
                if (collections.isEmpty()) {
                    throw new IllegalArgumentException(
                            "report descriptor ends what it never began");
                }
                collections.pop();
            }
            default -> {
                // output and feature reports are not read here
            }
        }
    }

    private void input(int flags) {
        int size = globals.size();
        int count = globals.count();
        if (size < 0 || size > 32 || count < 0 || elements.size() + (long) count > MOST_ELEMENTS) {
            throw new IllegalArgumentException(
                    "report descriptor asks for " + count + " values of " + size + " bits");
        }
        int start = bitsUsed.getOrDefault(globals.report(), numbered ? 8 : 0);
        bitsUsed.put(globals.report(), start + size * count);
        if ((flags & CONSTANT) != 0) return; // padding
        for (int i = 0; i < count; i++) {
            elements.add(
                    new Element(
                            globals.report(),
                            start + i * size,
                            size,
                            usage(i, (flags & VARIABLE) != 0),
                            collections.isEmpty() ? new Usage(0, 0) : collections.getLast()));
        }
    }

    /** Fewer usages than values: the last one goes for the rest. */
    private Usage usage(int index, boolean variable) {
        if (usages.isEmpty()) return new Usage(globals.page(), 0);
        return usages.get(variable ? Math.min(index, usages.size() - 1) : 0);
    }

    private void global(int tag, int value) {
        Globals g = globals;
        switch (tag) {
            case 0 -> globals = new Globals(value & 0xFFFF, g.size(), g.count(), g.report());
            case 7 -> globals = new Globals(g.page(), value, g.count(), g.report());
            case 8 -> {
                numbered = true;
                globals = new Globals(g.page(), g.size(), g.count(), value & 0xFF);
            }
            case 9 -> globals = new Globals(g.page(), g.size(), value, g.report());
            case 10 -> {
                if (pushed.size() > 32) throw new IllegalArgumentException("too many pushes");
                pushed.push(globals);
            }
            case 11 -> {
                if (pushed.isEmpty()) throw new IllegalArgumentException("pop without push");
                globals = pushed.pop();
            }
            default -> {
                // limits and units mean nothing for codes
            }
        }
    }

    private void local(int tag, int value, int size) {
        Usage usage =
                size == 4
                        ? new Usage(value >>> 16, value & 0xFFFF)
                        : new Usage(globals.page(), value);
        switch (tag) {
            case 0 -> add(usage);
            case 1 -> usageMinimum = usage.id();
            case 2 -> {
                for (int id = usageMinimum; usageMinimum >= 0 && id <= usage.id(); id++) {
                    add(new Usage(usage.page(), id));
                }
            }
            default -> {
                // designators and strings mean nothing for codes
            }
        }
    }

    private void add(Usage usage) {
        if (usages.size() == MOST_ELEMENTS) {
            throw new IllegalArgumentException("report descriptor names too many usages");
        }
        usages.add(usage);
    }
}
