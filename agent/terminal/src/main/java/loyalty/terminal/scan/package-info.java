/**
 * Step 1 of 6, scan: bytes from devices become codes. Takes: scanners as configured. Gives: {@link
 * loyalty.terminal.scan.Scanned} to whoever listens. Threads: one per scanner.
 */
@NullMarked
package loyalty.terminal.scan;

import org.jspecify.annotations.NullMarked;
