package loyalty.terminal.settings;

import loyalty.drivers.DeviceAddress;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.link.SerialLine;

/**
 * One receipt printer.
 *
 * @param name how the API and the logs call it
 * @param address where it is
 * @param line how its serial port is set
 * @param model the name of its profile
 * @param letters what happens to letters that it does not have
 */
public record PrinterEntry(
        String name, DeviceAddress address, SerialLine line, String model, LetterRules letters) {}
