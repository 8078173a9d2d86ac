package loyalty.protocol.http;

/** The request methods a route can be for. {@code HEAD} is answered by the {@code GET} route. */
public enum Verb {
    /** Reads; never changes anything. */
    GET,
    /** Does or creates. */
    POST,
    /** Replaces. */
    PUT,
    /** Changes a part. */
    PATCH,
    /** Removes. */
    DELETE
}
