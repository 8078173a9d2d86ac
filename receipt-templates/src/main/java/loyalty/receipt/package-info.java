/**
 * What a receipt is. The way of a receipt: {@code template} fills data into markup, {@code markup}
 * reads it, {@code layout} lays it out into a {@code page}, {@code paper} shows it as text, SVG or
 * PNG; encoders for printers live with the drivers. Everything here is pure and may run on any
 * thread.
 */
@NullMarked
package loyalty.receipt;

import org.jspecify.annotations.NullMarked;
