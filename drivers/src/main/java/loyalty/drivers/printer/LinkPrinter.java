package loyalty.drivers.printer;

import java.time.Duration;
import java.util.Optional;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.encode.Bytes;
import loyalty.drivers.link.Link;
import loyalty.drivers.printer.Printed.Outcome;
import loyalty.drivers.profile.Acknowledge;
import loyalty.drivers.profile.PrinterProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A printer at the end of a wire: serial, USB, device file or TCP. Sends in small chunks, hears
 * what comes back in between, stops while told to, waits for people, and asks whether it is on
 * paper.
 */
public final class LinkPrinter implements Printer {
    private static final Logger LOG = LoggerFactory.getLogger(LinkPrinter.class);
    private static final int CHUNK_BYTES = 256;
    private static final int RESYNCHRONISE_MAX_BYTES = 65_536;
    private static final Duration NO_WAIT = Duration.ZERO;
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final String name;
    private final Opening opening;
    private final PrinterProfile profile;
    private final Patience patience;
    private final Ticker ticker;
    private final boolean sharedByOthers;
    private Optional<Connection> connection = Optional.empty();
    private volatile PrinterStatus status = PrinterStatus.UNKNOWN;
    private int owedBytes = -1;
    private int jobs;
    private long idleSince = -1;
    private boolean everAnswered;
    private boolean closed;

    /** A wire and what is said over it. */
    private record Connection(Link link, Conversation talk) {}

    /**
     * @param sharedByOthers other registers may want it too: let go of it when idle (TCP)
     */
    public LinkPrinter(
            String name,
            Opening opening,
            PrinterProfile profile,
            Patience patience,
            Ticker ticker,
            boolean sharedByOthers) {
        this.name = name;
        this.opening = opening;
        this.profile = profile;
        this.patience = patience;
        this.ticker = ticker;
        this.sharedByOthers = sharedByOthers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PrinterStatus status() {
        return status;
    }

    @Override
    public void brokenOff(int bytes) {
        owedBytes = Math.max(owedBytes, Math.min(bytes, RESYNCHRONISE_MAX_BYTES));
    }

    // Before a job.

    @Override
    public void ready() throws DeviceException {
        if (closed) throw new DeviceException(Fault.UNPLUGGED, name + " was closed");
        idleSince = -1;
        Connection now = connected();
        try {
            resynchronise(now);
            askAll(now);
        } catch (DeviceException e) {
            disconnect();
            throw e;
        }
        Optional<Fault> trouble = status.trouble();
        if (trouble.isPresent()) {
            throw new DeviceException(
                    trouble.get(), name + ": " + PrinterStatus.advice(trouble.get()));
        }
    }

    private Connection connected() throws DeviceException {
        if (connection.isPresent()) {
            try {
                listen(connection.get(), NO_WAIT);
                return connection.get();
            } catch (DeviceException e) {
                LOG.debug("{}: the idle connection was gone, opening again", name, e);
                disconnect();
            }
        }
        Link link = opening.open();
        Connection fresh = new Connection(link, Conversations.of(profile));
        connection = Optional.of(fresh);
        return fresh;
    }

    /**
     * The rest of a job that broke off may still be owed: the printer would swallow the next
     * receipt as part of a picture. Nulls end it, a cut keeps the torn piece apart from what
     * follows.
     */
    private void resynchronise(Connection now) throws DeviceException {
        if (owedBytes < 0) return;
        now.link().writeAll(now.talk().resynchronise(owedBytes), patience.write().multipliedBy(4));
        now.link().writeAll(new Encoders(profile).cutOnly(), patience.write());
        owedBytes = -1;
    }

    /** Asks how it is. Silence of a printer that can answer means that no job should be begun. */
    private void askAll(Connection now) throws DeviceException {
        listen(now, NO_WAIT);
        for (int i = 0; i < now.talk().questions(); i++) {
            if (!ask(now, i)) {
                status = PrinterStatus.UNKNOWN;
                if (!mustAnswer()) return;
                throw new DeviceException(
                        Fault.TIMED_OUT,
                        name
                                + " does not answer: is it switched on, is another register using it?");
            }
        }
        everAnswered |= now.talk().questions() > 0;
    }

    /** Cheap clones may be deaf; then what they have never done cannot be missed. */
    private boolean mustAnswer() {
        Acknowledge way = profile.answers().acknowledge();
        boolean documented = way != Acknowledge.REAL_TIME && way != Acknowledge.NONE;
        return everAnswered || documented;
    }

    private boolean ask(Connection now, int question) throws DeviceException {
        now.link().writeAll(now.talk().question(question), patience.write());
        long start = ticker.nanos();
        while (!now.talk().answered()) {
            Duration left = patience.answer().minus(ticker.since(start));
            if (left.isNegative() || left.isZero()) return false;
            listen(now, left);
        }
        return true;
    }

    // The job.

    @Override
    public Printed print(PrintJob job) {
        if (closed || connection.isEmpty()) {
            return new Printed(Outcome.NOT_STARTED, "not connected");
        }
        Connection now = connection.get();
        int number = (job.id().hashCode() + jobs++) & 0xFFFF;
        byte[] bytes = framed(now.talk(), job, number);
        if (bytes.length == 0) return new Printed(Outcome.BROKEN_OFF, "this model has no drawer");
        Sending sending = new Sending(now, bytes);
        try {
            sending.sendAll();
            return sending.complete()
                    ? confirmed(sending, job, number)
                    : brokenOff(sending, sending.why);
        } catch (DeviceException e) {
            disconnect();
            return brokenOff(sending, String.valueOf(e.getMessage()));
        }
    }

    private byte[] framed(Conversation talk, PrintJob job, int number) {
        if (job.kind() == PrintJob.Kind.DRAWER) return talk.pulse();
        return new Bytes().put(talk.begin()).put(job.bytes()).put(talk.end(number)).all();
    }

    private Printed brokenOff(Sending sending, String why) {
        if (sending.sent == 0) return new Printed(Outcome.NOT_STARTED, why);
        if (sending.complete()) return new Printed(Outcome.UNCONFIRMED, why);
        owedBytes = Math.min(sending.bytes.length - sending.sent, RESYNCHRONISE_MAX_BYTES);
        disconnect();
        return new Printed(
                Outcome.BROKEN_OFF,
                why + "; " + sending.sent + " of " + sending.bytes.length + " bytes had left");
    }

    /** All has left: waits to be told that it is on paper. */
    private Printed confirmed(Sending sending, PrintJob job, int number) throws DeviceException {
        Acknowledge way = profile.answers().acknowledge();
        boolean pulse = job.kind() == PrintJob.Kind.DRAWER;
        if (pulse || way == Acknowledge.NONE) {
            return new Printed(Outcome.UNCONFIRMED, "");
        }
        boolean heard =
                way == Acknowledge.REAL_TIME
                        ? sending.wellAfterwards()
                        : sending.acknowledged(number);
        return heard
                ? new Printed(Outcome.CONFIRMED, "")
                : new Printed(Outcome.UNCONFIRMED, sending.why);
    }

    private void listen(Connection now, Duration wait) throws DeviceException {
        byte[] heard = now.link().read(wait);
        for (byte value : heard) now.talk().hear(value);
        status = now.talk().status();
    }

    /** One job on its way out. */
    private final class Sending {
        private final Connection now;
        private final byte[] bytes;
        private int sent;
        private long lastProgress = ticker.nanos();
        private long troubleSince = -1;
        private String why = "";

        Sending(Connection now, byte[] bytes) {
            this.now = now;
            this.bytes = bytes;
        }

        boolean complete() {
            return sent == bytes.length;
        }

        /** Until all is taken or patience ends. */
        void sendAll() throws DeviceException {
            while (!complete() && !hopeless()) {
                listen(now, blocked() ? GLANCE : NO_WAIT);
                if (blocked()) continue;
                int chunk = Math.min(CHUNK_BYTES, bytes.length - sent);
                int taken = now.link().write(bytes, sent, chunk, patience.write());
                sent += taken;
                if (taken > 0) lastProgress = ticker.nanos();
            }
        }

        private boolean blocked() {
            return now.talk().hold() || status.trouble().isPresent();
        }

        /** Whether to give up: people get their time, a silent machine less. */
        private boolean hopeless() {
            Optional<Fault> trouble = status.trouble();
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

        /** Waits for the printer's own word. Trouble stops the clock. */
        boolean acknowledged(int number) throws DeviceException {
            lastProgress = ticker.nanos();
            while (!now.talk().acknowledged(number)) {
                if (hopelesslySilent()) return false;
                listen(now, GLANCE);
                if (!profile.answers().automaticStatus()) askQuietly();
            }
            return true;
        }

        private boolean hopelesslySilent() {
            boolean end = hopeless();
            if (status.trouble().isPresent()) return end;
            why = "no word from " + name + " whether it is on paper";
            return ticker.since(lastProgress).compareTo(patience.acknowledgement()) > 0;
        }

        /** Without automatic status, trouble is only known by asking. */
        private void askQuietly() throws DeviceException {
            for (int i = 0; i < now.talk().questions(); i++) {
                if (!ask(now, i)) return;
            }
        }

        /**
         * Only the present state can be asked for: it must be well twice, a printing time apart.
         */
        boolean wellAfterwards() throws DeviceException {
            lastProgress = ticker.nanos();
            int well = 0;
            while (well < 2) {
                if (hopelesslySilent()) return false;
                boolean answered = true;
                for (int i = 0; i < now.talk().questions() && answered; i++) {
                    answered = ask(now, i);
                }
                if (!answered && !everAnswered) return false;
                well = answered && status.trouble().isEmpty() ? well + 1 : 0;
                if (well < 2) listen(now, GLANCE);
            }
            return true;
        }
    }

    // After a job.

    @Override
    public void idle() {
        if (connection.isEmpty()) return;
        if (idleSince < 0) idleSince = ticker.nanos();
        try {
            listen(connection.get(), NO_WAIT);
        } catch (DeviceException e) {
            LOG.debug("{}: gone while idle", name, e);
            disconnect();
        }
        if (sharedByOthers && ticker.since(idleSince).compareTo(patience.idle()) > 0) disconnect();
    }

    private void disconnect() {
        connection.ifPresent(now -> now.link().close());
        connection = Optional.empty();
        status = PrinterStatus.UNKNOWN;
        idleSince = -1;
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
    }
}
