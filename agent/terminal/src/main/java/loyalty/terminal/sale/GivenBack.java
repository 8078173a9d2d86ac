package loyalty.terminal.sale;

import java.time.Instant;
import loyalty.protocol.sync.ReturnBody;

/** A return that this register wrote. */
public record GivenBack(String operation, Instant at, ReturnBody body) {}
