/**
 * Barcode scanners. Takes bytes, reports or key strokes from a link, gives whole {@code Scan}s:
 * never half a code, never the rest of one that was cut off. One thread owns a scanner. What a scan
 * means is decided in {@code loyalty.drivers.code}.
 */
@NullMarked
package loyalty.drivers.scanner;

import org.jspecify.annotations.NullMarked;
