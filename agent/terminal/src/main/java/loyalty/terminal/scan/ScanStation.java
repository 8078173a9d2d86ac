package loyalty.terminal.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import loyalty.drivers.code.Code;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.ScannerDuty;
import loyalty.drivers.scanner.ScannerEvents;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;

/**
 * All scanners of a register. Each has a thread that opens it, reads it and, when it goes, opens it
 * again; a scanner that is missing holds up nobody.
 */
public final class ScanStation implements AutoCloseable {
    private final Codes codes;
    private final Scanned listener;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, ScannerSettings> settings;
    private final List<DutyThread> threads = new ArrayList<>();

    /** Names scanners; {@link #start} opens them. */
    public ScanStation(Map<String, ScannerSettings> settings, Codes codes, Scanned listener) {
        this.settings = new LinkedHashMap<>(settings);
        this.codes = codes;
        this.listener = listener;
        settings.keySet().forEach(name -> states.put(name, "connecting"));
    }

    /**
     * Starts a thread per scanner.
     *
     * @param report told a thread's name and what its turn threw
     */
    public void start(BiConsumer<String, Exception> report) {
        settings.forEach(
                (name, scanner) -> {
                    ScannerDuty duty =
                            new ScannerDuty(name, () -> Scanners.open(scanner), new Events());
                    threads.add(DutyThread.start(duty, ScannerDuty.REST, report));
                });
    }

    /** Each scanner's state: "connected", or why it is not. */
    public Map<String, String> states() {
        Map<String, String> ordered = new LinkedHashMap<>();
        settings.keySet().forEach(name -> ordered.put(name, states.getOrDefault(name, "")));
        return ordered;
    }

    @Override
    public void close() {
        threads.forEach(DutyThread::leave);
        threads.forEach(DutyThread::close);
    }

    /** Classifies on the scanner's thread, so that nobody else waits for it. */
    private final class Events implements ScannerEvents {
        @Override
        public void scanned(String scanner, Scan scan) {
            Code code = codes.of(scan);
            boolean misread = code instanceof Code.Product && codes.misread(scan.text());
            listener.code(scanner, code, misread);
        }

        @Override
        public void attached(String scanner) {
            states.put(scanner, "connected");
            listener.scanner(scanner, true, "");
        }

        @Override
        public void detached(String scanner, String reason) {
            states.put(scanner, reason);
            listener.scanner(scanner, false, reason);
        }
    }
}
