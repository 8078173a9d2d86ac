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
 * A printer at the end of a wire: serial, USB, device file or TCP. Opens the wire when a job comes,
 * sees to it that the printer is ready, and says what became of the job.
 *
 * <p>A job whose wire goes in the middle is over: no printer tells how many bytes it took, so the
 * rest sent over a new wire could be torn or doubled. The next job first ends what is left of it.
 */
public final class LinkPrinter implements Printer {
    private static final Logger LOG = LoggerFactory.getLogger(LinkPrinter.class);
    private static final int RESYNCHRONISE_MAX_BYTES = 65_536;
    private static final Duration NO_WAIT = Duration.ZERO;

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
                connection.get().listen(NO_WAIT);
                return connection.get();
            } catch (DeviceException e) {
                LOG.debug("{}: the idle connection was gone, opening again", name, e);
                disconnect();
            }
        }
        Link link = opening.open();
        Conversation talk = Conversations.of(profile);
        Connection fresh = new Connection(link, talk, patience, ticker, now -> status = now);
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
        now.say(now.talk().resynchronise(owedBytes), patience.write().multipliedBy(4));
        now.say(new Encoders(profile).cutOnly(), patience.write());
        owedBytes = -1;
    }

    /** Asks how it is. Silence of a printer that can answer means that no job should be begun. */
    private void askAll(Connection now) throws DeviceException {
        now.listen(NO_WAIT);
        if (now.askAll()) {
            everAnswered |= now.talk().questions() > 0;
            return;
        }
        status = PrinterStatus.UNKNOWN;
        if (!mustAnswer()) return;
        throw new DeviceException(
                Fault.TIMED_OUT,
                name + " does not answer: is it switched on, is another register using it?");
    }

    /** Cheap clones may be deaf; then what they have never done cannot be missed. */
    private boolean mustAnswer() {
        Acknowledge way = profile.answers().acknowledge();
        boolean documented = way != Acknowledge.REAL_TIME && way != Acknowledge.NONE;
        return everAnswered || documented;
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
        Sending sending = new Sending(name, now, bytes, patience, ticker);
        try {
            sending.sendAll();
            return sending.complete()
                    ? confirmed(sending, job, number)
                    : brokenOff(sending, sending.why());
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
        if (sending.sent() == 0) return new Printed(Outcome.NOT_STARTED, why);
        if (sending.complete()) return new Printed(Outcome.UNCONFIRMED, why);
        owedBytes = Math.min(sending.length() - sending.sent(), RESYNCHRONISE_MAX_BYTES);
        disconnect();
        return new Printed(
                Outcome.BROKEN_OFF,
                why + "; " + sending.sent() + " of " + sending.length() + " bytes had left");
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
                        ? sending.wellAfterwards(everAnswered)
                        : sending.acknowledged(number, profile.answers().automaticStatus());
        return heard
                ? new Printed(Outcome.CONFIRMED, "")
                : new Printed(Outcome.UNCONFIRMED, sending.why());
    }

    // After a job.

    @Override
    public void idle() {
        if (connection.isEmpty()) return;
        if (idleSince < 0) idleSince = ticker.nanos();
        try {
            connection.get().listen(NO_WAIT);
        } catch (DeviceException e) {
            LOG.debug("{}: gone while idle", name, e);
            disconnect();
        }
        if (sharedByOthers && ticker.since(idleSince).compareTo(patience.idle()) > 0) disconnect();
    }

    private void disconnect() {
        connection.ifPresent(Connection::close);
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
