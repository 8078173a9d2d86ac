package loyalty.drivers.printer;

import java.time.Duration;
import java.util.function.Consumer;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.Link;

/** A wire that is open and what is said over it, to and fro. */
final class Connection {
    private final Link link;
    private final Conversation talk;
    private final Patience patience;
    private final Ticker ticker;
    private final Consumer<PrinterStatus> told;

    /**
     * @param told handed what the printer says of itself, each time something was heard
     */
    Connection(
            Link link,
            Conversation talk,
            Patience patience,
            Ticker ticker,
            Consumer<PrinterStatus> told) {
        this.link = link;
        this.talk = talk;
        this.patience = patience;
        this.ticker = ticker;
        this.told = told;
    }

    Conversation talk() {
        return talk;
    }

    /** Hears what has come in; waits at most so long for the first of it. */
    void listen(Duration wait) throws DeviceException {
        byte[] heard = link.read(wait);
        for (byte value : heard) talk.hear(value);
        told.accept(talk.status());
    }

    /** Says all of it, or fails. */
    void say(byte[] bytes, Duration longest) throws DeviceException {
        link.writeAll(bytes, longest);
    }

    /** Offers a part of a job; answers how many bytes were taken. */
    int offer(byte[] bytes, int from, int count) throws DeviceException {
        return link.write(bytes, from, count, patience.write());
    }

    /** Asks one question; false if there was no answer in time. */
    boolean ask(int question) throws DeviceException {
        say(talk.question(question), patience.write());
        long start = ticker.nanos();
        while (!talk.answered()) {
            Duration left = patience.answer().minus(ticker.since(start));
            if (left.isNegative() || left.isZero()) return false;
            listen(left);
        }
        return true;
    }

    /** Asks all there is to ask; false at the first silence. */
    boolean askAll() throws DeviceException {
        for (int i = 0; i < talk.questions(); i++) {
            if (!ask(i)) return false;
        }
        return true;
    }

    void close() {
        link.close();
    }
}
