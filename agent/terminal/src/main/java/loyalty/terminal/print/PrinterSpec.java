package loyalty.terminal.print;

import loyalty.drivers.DeviceAddress;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.link.LinkSettings;

/**
 * A printer as configured: its name, where it is, how to speak to it, and its model.
 *
 * @param letters what happens to letters that it does not have
 */
public record PrinterSpec(
        String name, DeviceAddress address, LinkSettings link, String model, LetterRules letters) {}
