package loyalty.terminal.sale;

/** An answer kept so that a repeated request gets it again, word for word. */
public record KeptAnswer(int status, String body) {}
