package loyalty.terminal.api;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.WebSocketClient;
import loyalty.protocol.http.WebSocketRoute;
import loyalty.protocol.text.JsonText;

/**
 * Live events for whoever listens: scans, members, quotes, sales, devices, print jobs, sync and
 * mode. Each is {@code {"event": …, "at": …, "data": …}}. Publishing never waits; a listener that
 * does not keep up is sent away by the server. Any thread.
 */
public final class Events implements WebSocketRoute {
    private final Set<WebSocketClient> listeners = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;

    public Events(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void opened(WebSocketClient client, Request request) {
        listeners.add(client);
    }

    /** Tells everyone. */
    public void publish(String event, Node data) {
        if (listeners.isEmpty()) {
            return;
        }
        Node message =
                Tree.mapping()
                        .put("event", event)
                        .put("at", clock.instant().toString())
                        .put("data", data)
                        .node();
        String text = JsonText.write(message);
        listeners.removeIf(listener -> !listener.send(text));
    }

    /** How many listen. */
    public int listeners() {
        listeners.removeIf(listener -> !listener.open());
        return listeners.size();
    }
}
