package loyalty.terminal.sale;

/**
 * Who asked for a change and under which {@code Idempotency-Key}: the same key with the same body
 * is the same request, however often it comes. {@code bodyHash} is a digest of the body.
 */
public record Request(String client, String path, String key, String bodyHash) {}
