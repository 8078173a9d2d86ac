package loyalty.terminal.print;

import java.time.ZoneId;

/**
 * What stands on every receipt of a register.
 *
 * @param programme the programme's name for people
 * @param template the templates' folder, such as {@code veska}; empty for the bundled ones
 * @param store the store's name for people
 */
public record Letterhead(
        String programme, String template, String store, String register, ZoneId zone) {}
