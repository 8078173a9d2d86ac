package loyalty.protocol.http;

/** One client of a WebSocket route. May be called on any thread; never waits. */
public interface WebSocketClient {
    /**
     * Queues a text message. A client whose queue is full has stopped reading: it is closed with
     * 1013 "try again later", and has to come back and ask for the present state.
     *
     * @return false if the client is gone
     */
    boolean send(String text);

    /** True until the connection ends. */
    boolean open();

    /** Says goodbye and closes. */
    void close();
}
