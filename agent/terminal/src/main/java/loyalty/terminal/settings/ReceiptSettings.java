package loyalty.terminal.settings;

import loyalty.terminal.print.PaperStyle;

/**
 * The loyalty receipt.
 *
 * @param template the template's name; empty for the programme's own
 * @param print whether a confirmed sale is printed without being asked to
 * @param style the store's head, the slips, and the width where there is no printer to ask
 */
public record ReceiptSettings(String template, boolean print, PaperStyle style) {}
