package loyalty.drivers.scanner;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a stream of bytes into codes by the rules of a {@link Framing}. Pure but for its buffer:
 * told when bytes came, asks no clock. A part that a gap or a disconnect cuts off is forgotten, so
 * it can never be the beginning of the next code.
 */
final class FrameAssembler {
    private final Framing framing;
    private final byte[] buffer;
    private int length;
    private boolean overlong;
    private long lastNanos;

    FrameAssembler(Framing framing) {
        this.framing = framing;
        this.buffer = new byte[framing.cap()];
    }

    /** The codes completed by these bytes, in order. */
    List<Scan> accept(byte[] bytes, long nanos) {
        List<Scan> scans = new ArrayList<>();
        if (bytes.length == 0) return scans;
        silent(nanos).ifPresent(scans::add);
        lastNanos = nanos;
        for (byte b : bytes) {
            if (framing.terminators().contains(b)) {
                end().ifPresent(scans::add);
            } else {
                append(b);
            }
        }
        return scans;
    }

    /** The code that silence until {@code nanos} has ended, if this framing ends codes so. */
    Optional<Scan> silent(long nanos) {
        if (!started() || !gapOver(nanos)) return Optional.empty();
        if (framing.terminators().isEmpty()) return end();
        forget();
        return Optional.empty();
    }

    /** True between the first byte of a code and its end. */
    boolean started() {
        return length > 0 || overlong;
    }

    /** How long until silence means something. */
    Duration untilGap(long nanos) {
        Duration left = framing.gap().minusNanos(nanos - lastNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The device went away: what was begun will not be finished. */
    void forget() {
        length = 0;
        overlong = false;
    }

    /** Something was lost: whatever comes up to the next end is thrown away. */
    void spoil(long nanos) {
        overlong = true;
        lastNanos = nanos;
    }

    private boolean gapOver(long nanos) {
        return nanos - lastNanos >= framing.gap().toNanos();
    }

    private void append(byte b) {
        if (length == buffer.length) {
            overlong = true; // and thrown away up to the next end
        } else if (!overlong) {
            buffer[length++] = b;
        }
    }

    private Optional<Scan> end() {
        byte[] frame = overlong ? new byte[0] : Arrays.copyOf(buffer, length);
        forget();
        byte[] code = withoutPrefix(frame);
        if (code.length == 0) return Optional.empty(); // LF after CR, or an overlong code
        return Optional.of(framing.aim() ? Scan.withAim(code) : Scan.of(code));
    }

    private byte[] withoutPrefix(byte[] frame) {
        byte[] prefix = framing.prefix().getBytes(StandardCharsets.ISO_8859_1);
        boolean starts =
                frame.length >= prefix.length
                        && Arrays.equals(frame, 0, prefix.length, prefix, 0, prefix.length);
        return starts ? Arrays.copyOfRange(frame, prefix.length, frame.length) : frame;
    }
}
