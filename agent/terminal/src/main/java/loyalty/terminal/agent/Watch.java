package loyalty.terminal.agent;

import java.util.Optional;
import loyalty.drivers.loop.Duty;
import loyalty.engine.document.Tree;
import loyalty.terminal.api.Events;
import loyalty.terminal.sync.Sync;
import loyalty.terminal.sync.SyncState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the register went online or offline, or operations settled, and tells it. */
final class Watch implements Duty {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Sync sync;
    private final Events events;
    private Optional<SyncState> before = Optional.empty();

    Watch(Sync sync, Events events) {
        this.sync = sync;
        this.events = events;
    }

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public boolean turn() {
        SyncState now = sync.state();
        boolean first = before.isEmpty();
        if (first || before.get().online() != now.online()) {
            if (!first || now.online()) {
                LOG.info("processor {}", now.online() ? "answers" : "does not answer");
            }
            events.publish("mode", Tree.mapping().put("mode", mode(now)).node());
        }
        if (!first && moved(before.get(), now)) {
            Tree told = Tree.mapping().put("uploaded", now.uploaded());
            events.publish("sync", told.put("applied", now.applied()).node());
        }
        before = Optional.of(now);
        return false;
    }

    private static boolean moved(SyncState before, SyncState now) {
        return before.uploaded() != now.uploaded() || before.applied() != now.applied();
    }

    private static String mode(SyncState state) {
        return state.online() ? "online" : "offline";
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
