/**
 * Barcodes and QR codes: checks the data, completes check digits, encodes. Takes data and options,
 * gives {@link loyalty.receipt.page.Symbol}. The only package that knows ZXing.
 */
@NullMarked
package loyalty.receipt.code;

import org.jspecify.annotations.NullMarked;
