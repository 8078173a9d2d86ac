package loyalty.drivers.scanner;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.Link;

/**
 * A scanner that sends codes as bytes: on a serial port, over TCP, through a FIFO or standard
 * input. The meaning of chunks other than plain bytes is a {@link Decoder}'s business.
 */
final class FramedScanner implements Scanner {
    /** Turns what one read gives into bytes of codes: key strokes become characters. */
    @FunctionalInterface
    interface Decoder {
        byte[] decode(byte[] chunk);

        /** True if something was lost before the last chunk, so the code begun is spoilt. */
        default boolean lost() {
            return false;
        }
    }

    private final Link link;
    private final Decoder decoder;
    private final FrameAssembler assembler;
    private final DuplicateWindow duplicates;
    private final Ticker ticker;
    private final Deque<Scan> ready = new ArrayDeque<>();
    private boolean closed;

    FramedScanner(Link link, Decoder decoder, ScannerSettings settings, Ticker ticker) {
        this.link = link;
        this.decoder = decoder;
        this.assembler = new FrameAssembler(settings.framing());
        this.duplicates = new DuplicateWindow(settings.duplicateWindow());
        this.ticker = ticker;
    }

    @Override
    public Optional<Scan> poll(Duration patience) throws DeviceException {
        if (closed) throw new IllegalStateException("closed");
        long start = ticker.nanos();
        Duration left = patience;
        while (ready.isEmpty()) {
            take(left);
            left = patience.minus(ticker.since(start));
            if (ready.isEmpty() && (left.isNegative() || left.isZero())) return Optional.empty();
        }
        return Optional.of(ready.remove());
    }

    private void take(Duration patience) throws DeviceException {
        byte[] chunk = link.read(assembler.started() ? shorter(patience) : patience);
        long now = ticker.nanos();
        byte[] bytes = decoder.decode(chunk);
        if (decoder.lost()) assembler.spoil(now);
        if (bytes.length == 0) {
            assembler.silent(now).ifPresent(scan -> admit(scan, now));
        } else {
            assembler.accept(bytes, now).forEach(scan -> admit(scan, now));
        }
    }

    private Duration shorter(Duration patience) {
        Duration gap = assembler.untilGap(ticker.nanos());
        return gap.compareTo(patience) < 0 ? gap : patience;
    }

    private void admit(Scan scan, long now) {
        if (duplicates.admits(scan, now)) ready.add(scan);
    }

    @Override
    public void close() {
        closed = true;
        link.close();
    }
}
