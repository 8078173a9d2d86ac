/**
 * What a scanned code is. Takes a {@code Scan} and rules from the configuration, gives a {@code
 * Code}: a state mark before anything else, then a signed code, a card, a phone, a promo code, a
 * receipt, else a product. Pure but for the memory of signed codes already shown.
 */
@NullMarked
package loyalty.drivers.code;

import org.jspecify.annotations.NullMarked;
