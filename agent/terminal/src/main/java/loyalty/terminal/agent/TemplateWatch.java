package loyalty.terminal.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.loop.Duty;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Change;
import loyalty.terminal.commit.Documents;
import loyalty.terminal.commit.Till;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.print.Receipts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the receipt templates that the processor has delivered and signed into use, once tried. */
final class TemplateWatch implements Duty {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateWatch.class);
    private static final int PATIENCE_SECONDS = 5;

    private final Till till;
    private final Receipts receipts;
    private Map<String, Long> inUse = Map.of();
    private Optional<String> missing = Optional.empty();

    TemplateWatch(Till till, Receipts receipts) {
        this.till = till;
        this.receipts = receipts;
        tellIfMissing();
    }

    @Override
    public String name() {
        return "template-watch";
    }

    @Override
    public boolean turn() throws Exception {
        Map<String, Long> held =
                till.ask(() -> till.ledger().documents().versions(Change.Kind.TEMPLATE))
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!held.equals(inUse)) {
            Map<String, String> files =
                    till.ask(() -> files(till.ledger().documents()))
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            receipts.deliver(files).forEach(why -> LOG.error("receipt template refused: {}", why));
            LOG.info("{} delivered receipt templates are held", files.size());
            tellIfMissing();
            inUse = held;
        }
        return false;
    }

    /** Told at the start and whenever it changes. */
    private void tellIfMissing() {
        Optional<String> now = receipts.missing();
        if (now.isPresent() && !now.equals(missing)) {
            LOG.warn(
                    "receipts.template: there is no template \"{}\" yet; the programme's own prints"
                            + " until the processor delivers it",
                    now.get());
        } else if (now.isEmpty() && missing.isPresent()) {
            LOG.info("receipts.template: \"{}\" is here and used from now on", missing.get());
        }
        missing = now;
    }

    private static Map<String, String> files(Documents documents) throws StorageException {
        Map<String, String> files = new HashMap<>();
        for (String name : documents.names(Change.Kind.TEMPLATE)) {
            Optional<Node> text =
                    documents
                            .state(Change.Kind.TEMPLATE, name)
                            .map(state -> state.entries().get("text"));
            if (text.isPresent() && text.get() instanceof Node.Text source) {
                files.put(name, source.value());
            }
        }
        return files;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
