/**
 * What each printer model is and can, as data: one YAML file per model in {@code config/devices}.
 * Takes files, gives {@link loyalty.drivers.profile.PrinterProfile}. Immutable, for any thread.
 */
@NullMarked
package loyalty.drivers.profile;

import org.jspecify.annotations.NullMarked;
