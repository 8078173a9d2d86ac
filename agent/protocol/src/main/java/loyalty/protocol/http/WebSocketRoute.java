package loyalty.protocol.http;

/** Hears of each WebSocket client that opened a route. Called on the event loop: must not wait. */
@FunctionalInterface
public interface WebSocketRoute {
    /**
     * A client has come. It hears nothing until something is sent to it.
     *
     * @param client how to speak to it
     * @param request what it opened the socket with
     */
    void opened(WebSocketClient client, Request request);
}
