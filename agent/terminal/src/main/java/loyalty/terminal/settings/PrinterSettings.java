package loyalty.terminal.settings;

import loyalty.drivers.DeviceAddress;

/**
 * One receipt printer.
 *
 * @param name how the API and the logs call it
 * @param address where it is
 * @param model the name of its profile
 */
public record PrinterSettings(String name, DeviceAddress address, String model) {}
