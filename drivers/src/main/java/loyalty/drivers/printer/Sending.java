package loyalty.drivers.printer;

import java.time.Duration;
import java.util.Optional;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;

/**
 * One job on its way out: small chunks, hearing what comes back in between, stopping while told to,
 * waiting for people, and then asking whether it is on paper.
 */
final class Sending {
    private static final int CHUNK_BYTES = 256;
    private static final Duration NO_WAIT = Duration.ZERO;
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final String name;
    private final Connection connection;
    private final byte[] bytes;
    private final Patience patience;
    private final Ticker ticker;
    private int sent;
    private long lastProgress;
    private long troubleSince = -1;
    private String why = "";

    Sending(String name, Connection connection, byte[] bytes, Patience patience, Ticker ticker) {
        this.name = name;
        this.connection = connection;
        this.bytes = bytes;
        this.patience = patience;
        this.ticker = ticker;
        this.lastProgress = ticker.nanos();
    }

    int sent() {
        return sent;
    }

    int length() {
        return bytes.length;
    }

    boolean complete() {
        return sent == bytes.length;
    }

    /** Why it was given up, for a person. */
    String why() {
        return why;
    }

    /** Until all is taken or patience ends. */
    void sendAll() throws DeviceException {
        while (!complete() && !hopeless()) {
            connection.listen(blocked() ? GLANCE : NO_WAIT);
            if (blocked()) continue;
            int taken = connection.offer(bytes, sent, Math.min(CHUNK_BYTES, bytes.length - sent));
            sent += taken;
            if (taken > 0) lastProgress = ticker.nanos();
        }
    }

    private boolean blocked() {
        return connection.talk().hold() || trouble().isPresent();
    }

    private Optional<Fault> trouble() {
        return connection.talk().status().trouble();
    }

    /** Whether to give up: people get their time, a silent machine less. */
    private boolean hopeless() {
        Optional<Fault> trouble = trouble();
        if (trouble.isPresent()) {
            if (troubleSince < 0) troubleSince = ticker.nanos();
            lastProgress = ticker.nanos();
            why = name + ": " + PrinterStatus.advice(trouble.get());
            return ticker.since(troubleSince).compareTo(patience.people()) > 0;
        }
        troubleSince = -1;
        why = name + " takes no more bytes";
        return ticker.since(lastProgress).compareTo(patience.stall()) > 0;
    }

    /**
     * Waits for the printer's own word. Trouble stops the clock.
     *
     * @param told automatic status is on; without it trouble is only known by asking
     */
    boolean acknowledged(int number, boolean told) throws DeviceException {
        lastProgress = ticker.nanos();
        while (!connection.talk().acknowledged(number)) {
            if (hopelesslySilent()) return false;
            connection.listen(GLANCE);
            if (!told) connection.askAll();
        }
        return true;
    }

    private boolean hopelesslySilent() {
        boolean end = hopeless();
        if (trouble().isPresent()) return end;
        why = "no word from " + name + " whether it is on paper";
        return ticker.since(lastProgress).compareTo(patience.acknowledgement()) > 0;
    }

    /**
     * Only the present state can be asked for: it must be well twice, a printing time apart.
     *
     * @param answers it has answered before; silence of one that never did ends the waiting
     */
    boolean wellAfterwards(boolean answers) throws DeviceException {
        lastProgress = ticker.nanos();
        int well = 0;
        while (well < 2) {
            if (hopelesslySilent()) return false;
            boolean answered = connection.askAll();
            if (!answered && !answers) return false;
            well = answered && trouble().isEmpty() ? well + 1 : 0;
            if (well < 2) connection.listen(GLANCE);
        }
        return true;
    }
}
