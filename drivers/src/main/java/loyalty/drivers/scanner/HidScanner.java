package loyalty.drivers.scanner;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.hid.ScannerReports;
import loyalty.drivers.link.HidLink;
import loyalty.drivers.link.Link;

/**
 * A USB HID POS scanner. Codes come in reports, long ones in several; a code whose next part stays
 * out for longer than the gap is forgotten.
 */
final class HidScanner implements Scanner {
    private final Link link;
    private final ScannerReports reports;
    private final Framing framing;
    private final DuplicateWindow duplicates;
    private final Ticker ticker;
    private byte[] begun = new byte[0];
    private String aim = "";
    private boolean expecting;
    private long lastNanos;
    private boolean closed;

    HidScanner(Link link, ScannerReports reports, ScannerSettings settings, Ticker ticker) {
        this.link = link;
        this.reports = reports;
        this.framing = settings.framing();
        this.duplicates = new DuplicateWindow(settings.duplicateWindow());
        this.ticker = ticker;
    }

    static HidScanner open(HidLink link, ScannerSettings settings, Ticker ticker)
            throws DeviceException {
        try {
            ScannerReports reports = ScannerReports.of(link.reportDescriptor());
            return new HidScanner(link, reports, settings, ticker);
        } catch (IllegalArgumentException e) {
            link.close();
            throw new DeviceException(
                    Fault.UNSUPPORTED, settings.address() + ": " + e.getMessage(), e);
        } catch (DeviceException e) {
            link.close();
            throw e;
        }
    }

    @Override
    public Optional<Scan> poll(Duration patience) throws DeviceException {
        if (closed) throw new IllegalStateException("closed");
        long start = ticker.nanos();
        Duration left = patience;
        do {
            Optional<Scan> scan = reports.part(link.read(left)).flatMap(this::add);
            if (scan.isPresent() && duplicates.admits(scan.get(), ticker.nanos())) return scan;
            left = patience.minus(ticker.since(start));
        } while (!left.isNegative() && !left.isZero());
        return Optional.empty();
    }

    private Optional<Scan> add(ScannerReports.Part part) {
        long now = ticker.nanos();
        if (expecting && now - lastNanos >= framing.gap().toNanos()) forget();
        lastNanos = now;
        if (!expecting) aim = part.aim();
        begun = joined(begun, part.bytes());
        expecting = part.more();
        if (expecting) return Optional.empty();
        byte[] code = framing.withoutTerminators(begun);
        String symbology = aim;
        forget();
        boolean fits = code.length > 0 && code.length <= framing.cap();
        return fits ? Optional.of(Scan.of(code, symbology)) : Optional.empty();
    }

    private void forget() {
        begun = new byte[0];
        expecting = false;
        aim = "";
    }

    /** One byte past the cap is enough to know that it is too long. */
    private byte[] joined(byte[] first, byte[] second) {
        int length = Math.min(first.length + second.length, framing.cap() + 1);
        byte[] both = Arrays.copyOf(first, length);
        System.arraycopy(second, 0, both, first.length, length - first.length);
        return both;
    }

    @Override
    public void close() {
        closed = true;
        link.close();
    }
}
