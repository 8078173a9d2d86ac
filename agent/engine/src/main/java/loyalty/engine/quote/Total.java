package loyalty.engine.quote;

import loyalty.engine.money.Money;

/**
 * The receipt in money.
 *
 * @param base before any promotion of the pack
 * @param due what is paid in money: base less discount less redeemed
 */
public record Total(Money base, Money discount, Money redeemed, Money due) {}
