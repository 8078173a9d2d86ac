package loyalty.protocol.http;

/** Hears of each answer, for metrics. Called on any thread; must not wait. */
@FunctionalInterface
public interface Meter {
    /** Counts nothing. */
    Meter NONE = (verb, route, status, nanos) -> {};

    /**
     * A request was answered.
     *
     * @param route the route's path with its names, never the values; "-" if none fitted
     * @param nanos from the complete request to the answer
     */
    void answered(Verb verb, String route, int status, long nanos);
}
