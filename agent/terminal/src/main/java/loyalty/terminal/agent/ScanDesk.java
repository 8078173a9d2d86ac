package loyalty.terminal.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.code.Code;
import loyalty.drivers.loop.Duty;
import loyalty.engine.document.Tree;
import loyalty.terminal.api.Events;
import loyalty.terminal.checkout.Checkout;
import loyalty.terminal.checkout.Identified;
import loyalty.terminal.checkout.NotPossible;
import loyalty.terminal.scan.Scanned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what scanners read, one after the other, finds out who it is and tells everyone who
 * listens. Scanners only put into its bounded queue: a till that is busy holds up no scanner.
 */
final class ScanDesk implements Duty, Scanned {
    private static final Logger LOG = LoggerFactory.getLogger(ScanDesk.class);
    private static final int WAITING = 32;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private record Waiting(String scanner, Code code, boolean misread) {}

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING);
    private final Checkout checkout;
    private final Events events;
    private final boolean print;

    /**
     * @param print whether a birthday's greeting is printed as soon as the member is seen
     */
    ScanDesk(Checkout checkout, Events events, boolean print) {
        this.checkout = checkout;
        this.events = events;
        this.print = print;
    }

    @Override
    public void code(String scanner, Code code, boolean misread) {
        if (!queue.offer(new Waiting(scanner, code, misread))) {
            LOG.warn("{}: a scan was dropped, {} are waiting already", scanner, WAITING);
        }
    }

    @Override
    public void scanner(String scanner, boolean there, String sentence) {
        if (there) {
            LOG.info("{}: connected", scanner);
        } else {
            LOG.warn("{}: {}", scanner, sentence);
        }
        String state = there ? "connected" : sentence;
        events.publish(
                "device",
                Tree.mapping()
                        .put("name", scanner)
                        .put("kind", "scanner")
                        .put("state", state)
                        .node());
    }

    @Override
    public String name() {
        return "scan-desk";
    }

    @Override
    public boolean turn() throws InterruptedException {
        Waiting scan = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (scan != null) {
            work(scan);
        }
        return true;
    }

    private void work(Waiting scan) {
        Tree told = Tree.mapping().put("scanner", scan.scanner);
        try {
            if (scan.misread) {
                throw Checkout.misread();
            }
            Identified found = checkout.identify(scan.code, print);
            if (found.member().isPresent()) {
                events.publish("member", found.toNode());
                return;
            }
            told.put("kind", found.kind()).putText("code", found.code());
            if (scan.code instanceof Code.StateMark mark) {
                // Untouched, for the till's own program; shown and kept nowhere.
                told.put("data", Base64.getEncoder().encodeToString(mark.scan().bytes()));
            }
        } catch (NotPossible e) {
            told.put("problem", e.sentence()).put("hint", e.hint()).put("problemCode", e.code());
            told.put("unknown", e.kind() == NotPossible.Kind.UNKNOWN);
        } catch (IOException e) {
            LOG.error("a scan could not be looked up", e);
            told.put("problem", String.valueOf(e.getMessage()));
        }
        events.publish("scan", told.node());
    }

    @Override
    public void close() {
        queue.clear();
    }
}
