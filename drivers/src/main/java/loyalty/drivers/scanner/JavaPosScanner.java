package loyalty.drivers.scanner;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.javapos.JavaPosControl;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's JavaPOS scanner by its logical name. The control's own thread hands codes over through
 * a bounded queue.
 */
public final class JavaPosScanner implements Scanner {
    private static final String CONTROL = "jpos.Scanner";
    private static final String LISTENER = "jpos.events.DataListener";

    /** How often to ask in silence whether the device is still there. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final int STATE_CLOSED = 1;
    private static final int STATE_ERROR = 4;
    private static final int POWER_OFF = 2002;
    private static final int POWER_OFF_OFFLINE = 2004;

    /** UnifiedPOS's numbers for symbols, as AIM identifiers. */
    private static final Map<Integer, String> SYMBOLS =
            Map.ofEntries(
                    Map.entry(101, "]E0"), // UPC-A
                    Map.entry(103, "]E4"),
                    Map.entry(104, "]E0"),
                    Map.entry(106, "]I0"),
                    Map.entry(107, "]F0"),
                    Map.entry(108, "]A0"),
                    Map.entry(110, "]C0"),
                    Map.entry(120, "]C1"),
                    Map.entry(131, "]e0"),
                    Map.entry(201, "]L0"),
                    Map.entry(203, "]d1"),
                    Map.entry(204, "]Q1"),
                    Map.entry(206, "]z0"));

    private final String name;
    private final JavaPosControl control;
    private final Framing framing;
    private final DuplicateWindow duplicates;
    private final Ticker ticker;
    private final BlockingQueue<Scan> codes = new ArrayBlockingQueue<>(64);
    private volatile @Nullable DeviceException trouble;
    private volatile boolean closed;

    private JavaPosScanner(
            String name, JavaPosControl control, ScannerSettings settings, Ticker ticker) {
        this.name = name;
        this.control = control;
        this.framing = settings.framing();
        this.duplicates = new DuplicateWindow(settings.duplicateWindow());
        this.ticker = ticker;
    }

    /** UnifiedPOS words: open, claim, enable, and data events from then on. */
    static JavaPosScanner open(ScannerSettings settings, Ticker ticker) throws DeviceException {
        JavaPosControl control = JavaPosControl.open(CONTROL, settings.address().target());
        control.claim();
        JavaPosScanner scanner =
                new JavaPosScanner(settings.address().toString(), control, settings, ticker);
        try {
            control.listen(LISTENER, "addDataListener", scanner::heard);
            control.call("setDataEventEnabled", true);
            return scanner;
        } catch (DeviceException e) {
            scanner.close();
            throw e;
        }
    }

    private @Nullable Object heard(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "dataOccurred" -> {
                takeOrRemember();
                yield null;
            }
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "listener of " + name;
        };
    }

    /** This is the vendor's thread: what goes wrong is told by the next poll, not here. */
    private void takeOrRemember() {
        try {
            take();
        } catch (DeviceException e) {
            trouble = e;
        }
    }

    /** A code that nobody takes for so long that sixty-four wait is dropped, as a scanner would. */
    private void take() throws DeviceException {
        byte[] data = (byte[]) control.call("getScanData");
        int type = (Integer) control.call("getScanDataType");
        Scan scan = Scan.of(framing.withoutTerminators(data), SYMBOLS.getOrDefault(type, ""));
        if (scan.length() > 0 && scan.length() <= framing.cap()) codes.offer(scan);
        if (!closed) control.call("setDataEventEnabled", true);
    }

    @Override
    public Optional<Scan> poll(Duration patience) throws DeviceException {
        if (closed) throw new IllegalStateException("closed");
        long start = ticker.nanos();
        Duration left = patience;
        do {
            Scan scan = next(left);
            if (scan == null) requireThere();
            else if (duplicates.admits(scan, ticker.nanos())) return Optional.of(scan);
            left = patience.minus(ticker.since(start));
        } while (!left.isNegative() && !left.isZero());
        return Optional.empty();
    }

    private @Nullable Scan next(Duration patience) throws DeviceException {
        try {
            Duration turn = patience.compareTo(LOOK) < 0 ? patience : LOOK;
            return codes.poll(turn.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(Fault.UNPLUGGED, name + " was closed", e);
        }
    }

    private void requireThere() throws DeviceException {
        DeviceException told = trouble;
        if (told != null) throw told;
        int state = (Integer) control.call("getState");
        int power = (Integer) control.call("getPowerState");
        if (state != STATE_CLOSED
                && state != STATE_ERROR
                && (power < POWER_OFF || power > POWER_OFF_OFFLINE)) {
            return;
        }
        throw new DeviceException(
                Fault.UNPLUGGED, name + " is gone, says its control: state " + state);
    }

    /** The vendor's own self test, in the vendor's words. */
    public String checkHealth() throws DeviceException {
        return control.checkHealth();
    }

    /** The vendor's statistics, as the XML that UnifiedPOS prescribes. */
    public String statistics() throws DeviceException {
        return control.statistics();
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        if (!control.close()) codes.clear();
    }
}
