package loyalty.terminal.checkout;

/**
 * An answer ready to be sent.
 *
 * @param status as HTTP knows it
 * @param json the body
 */
public record Answered(int status, String json) {}
