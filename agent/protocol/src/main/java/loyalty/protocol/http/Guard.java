package loyalty.protocol.http;

/** Decides who may use a route. Called on a worker before the handler. */
@FunctionalInterface
public interface Guard {
    /** Lets everyone in. */
    Guard NONE = (request, scope) -> {};

    /**
     * Returns if the request may go on.
     *
     * @param scope what the route asks for; empty for routes open to all
     * @throws Refusal 401 if it is unknown who asks, 403 if they may not
     */
    void check(Request request, String scope) throws Exception;
}
