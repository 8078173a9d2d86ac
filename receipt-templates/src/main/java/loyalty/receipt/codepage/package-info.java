/**
 * Single-byte alphabets of printers, and what to print for letters they lack. Which page a printer
 * has under which number is not known here: that is in the drivers' device profiles.
 */
@NullMarked
package loyalty.receipt.codepage;

import org.jspecify.annotations.NullMarked;
