package loyalty.terminal.settings;

/**
 * The loyalty receipt.
 *
 * @param template the template's name; empty for the programme's own
 * @param print whether a confirmed sale is printed without being asked to
 * @param columns the width of previews where there is no printer to ask
 */
public record ReceiptSettings(String template, boolean print, int columns) {}
