package loyalty.engine.member;

import java.time.Instant;
import loyalty.engine.money.Money;

/**
 * One purchase as the counters remember it.
 *
 * @param amount money paid, less what was refunded since
 * @param sale the sale's id; empty if it is not known
 */
public record Purchase(Instant at, Money amount, String sale) {}
