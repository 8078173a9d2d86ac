package loyalty.drivers.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Ticker;
import loyalty.drivers.loop.Duty;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.simulate.SimulatedWire;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A printer in software at the end of a wire. Its machine runs on a thread of its own; what people
 * do to a printer is told with {@link #tell}, what it looks like is asked with {@link #ask}, from
 * any thread.
 */
public final class PrinterSimulator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrinterSimulator.class);
    private static final Duration REST = Duration.ofMillis(5);
    private static final Duration LISTEN = Duration.ofMillis(20);
    private static final int ANSWER_SECONDS = 10;

    private final SimulatedWire wire;
    private final Queue<Consumer<PrinterMachine>> told = new ConcurrentLinkedQueue<>();
    private final DutyThread thread;
    private volatile @Nullable Path directory;
    private volatile Consumer<Paper.Receipt> receiver = receipt -> {};
    private volatile long bytesPerSecond;

    private PrinterSimulator(SimulatedWire wire, PrinterMachine machine, Ticker ticker) {
        this.wire = wire;
        this.thread =
                DutyThread.start(
                        new Running(machine, ticker),
                        REST,
                        (name, problem) -> LOG.error("{} failed", name, problem));
    }

    /** Switches a machine on at the end of this wire. */
    public static PrinterSimulator start(SimulatedWire wire, PrinterMachine.Model model) {
        return new PrinterSimulator(wire, new PrinterMachine(model), Ticker.system());
    }

    /** What a driver opens, such as {@code serial:/dev/pts/4}. */
    public String address() {
        return wire.address();
    }

    /** Each receipt is also written there when it is cut, as {@code receipt-0001.png} and .txt. */
    public PrinterSimulator saveInto(Path place) throws IOException {
        Files.createDirectories(place);
        directory = place;
        return this;
    }

    /** Handed each receipt when it is cut, on the machine's thread. */
    public PrinterSimulator onReceipt(Consumer<Paper.Receipt> hand) {
        receiver = hand;
        return this;
    }

    /** Prints no faster than this; 0 for as fast as it can. */
    public PrinterSimulator pace(long bytes) {
        bytesPerSecond = bytes;
        return this;
    }

    /** Does something to the machine and returns when it is done. */
    public void tell(Consumer<PrinterMachine> act) {
        ask(
                machine -> {
                    act.accept(machine);
                    return true;
                });
    }

    /** Looks at the machine. */
    public <T> T ask(Function<PrinterMachine, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        told.add(machine -> answer.complete(question.apply(machine)));
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the simulated printer", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the simulated printer does not answer", e);
        }
    }

    /** The receipts so far; the last one may not be cut off yet. */
    public List<Paper.Receipt> receipts() {
        return ask(machine -> machine.paper().receipts());
    }

    /** Pulls the plug of the wire; the machine stays switched on. */
    public void unplug() throws DeviceException {
        wire.unplug();
    }

    /** Plugs the wire in again. */
    public void plug() throws DeviceException {
        wire.plug();
    }

    @Override
    public void close() {
        thread.close();
    }

    /** The machine's thread. */
    private final class Running implements Duty {
        private final PrinterMachine machine;
        private final Ticker ticker;
        private byte[] pending = new byte[0];
        private int taken;
        private int cutsSeen;
        private long paceFrom;
        private long paceBytes;

        Running(PrinterMachine machine, Ticker ticker) {
            this.machine = machine;
            this.ticker = ticker;
            this.paceFrom = ticker.nanos();
        }

        @Override
        public String name() {
            return "simulated-printer";
        }

        @Override
        public boolean turn() throws IOException {
            for (Consumer<PrinterMachine> act = told.poll(); act != null; act = told.poll()) {
                act.accept(machine);
            }
            boolean moved = wire.plugged() && converse();
            handOver();
            return moved;
        }

        private boolean converse() {
            try {
                if (taken == pending.length) {
                    pending = wire.read(LISTEN);
                    taken = 0;
                }
                int now =
                        machine.receive(
                                pending, taken, Math.min(pending.length - taken, allowed()));
                taken += now;
                machine.work();
                byte[] answers = machine.answers();
                if (answers.length > 0) wire.write(answers, LISTEN);
                return now > 0 || answers.length > 0;
            } catch (DeviceException | IllegalStateException e) {
                LOG.debug("the wire was pulled out", e);
                taken = pending.length;
                return false;
            }
        }

        /** How many bytes the pace allows now. */
        private int allowed() {
            long pace = bytesPerSecond;
            if (pace == 0) return Integer.MAX_VALUE;
            if (taken == pending.length) {
                paceFrom = ticker.nanos();
                paceBytes = 0;
            }
            long due = ticker.since(paceFrom).toMillis() * pace / 1_000 - paceBytes;
            int now = (int) Math.max(0, Math.min(due, pending.length - taken));
            paceBytes += now;
            return now;
        }

        private void handOver() throws IOException {
            Paper paper = machine.paper();
            while (cutsSeen < paper.cuts()) {
                Paper.Receipt receipt = paper.receipts().get(cutsSeen++);
                receiver.accept(receipt);
                save(receipt);
            }
        }

        private void save(Paper.Receipt receipt) throws IOException {
            Path place = directory;
            if (place == null) return;
            String name = String.format(Locale.ROOT, "receipt-%04d", cutsSeen);
            Files.write(place.resolve(name + ".png"), receipt.png());
            Files.writeString(
                    place.resolve(name + ".txt"), String.join("\n", receipt.lines()) + "\n");
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
