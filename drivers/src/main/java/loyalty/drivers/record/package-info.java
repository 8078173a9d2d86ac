/**
 * Traffic between driver and device, recorded with personal data removed and played again in tests.
 * Takes a {@code Link}, gives a {@code Link}.
 */
@NullMarked
package loyalty.drivers.record;

import org.jspecify.annotations.NullMarked;
