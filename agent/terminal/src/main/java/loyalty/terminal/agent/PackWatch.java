package loyalty.terminal.agent;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.loop.Duty;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Tree;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.sync.PackDocument;
import loyalty.terminal.api.Events;
import loyalty.terminal.checkout.Programme;
import loyalty.terminal.commit.Till;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the pack that the processor has assigned for now in force, whole, between two quotes. */
final class PackWatch implements Duty {
    private static final Logger LOG = LoggerFactory.getLogger(PackWatch.class);
    private static final int PATIENCE_SECONDS = 5;

    private final Till till;
    private final Programme programme;
    private final Events events;
    private String refused = "";

    PackWatch(Till till, Programme programme, Events events) {
        this.till = till;
        this.programme = programme;
        this.events = events;
    }

    @Override
    public String name() {
        return "pack-watch";
    }

    @Override
    public boolean turn() throws Exception {
        Optional<PackDocument> assigned =
                till.ask(
                                () ->
                                        till.ledger()
                                                .documents()
                                                .packInForce(till.ledger().clock().instant()))
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (assigned.isPresent() && isNews(assigned.get())) {
            swap(assigned.get());
        }
        return false;
    }

    private boolean isNews(PackDocument document) {
        return !document.hash().equals(programme.rules().pack().hash())
                && !document.hash().equals(refused);
    }

    private void swap(PackDocument document) {
        try {
            RulePack pack = Programme.read(document.text(), document.hash());
            programme.swap(pack);
            LOG.info("rule pack {} is in force", pack.hash());
            events.publish("status", Tree.mapping().put("pack", pack.hash()).node());
        } catch (InvalidDocumentException e) {
            refused = document.hash();
            LOG.error(
                    "rule pack {} cannot be used, the old one stays: {}", refused, e.getMessage());
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
