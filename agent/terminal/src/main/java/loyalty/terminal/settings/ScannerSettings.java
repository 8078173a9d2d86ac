package loyalty.terminal.settings;

import loyalty.drivers.DeviceAddress;

/**
 * One scanner.
 *
 * @param name how the API and the logs call it
 * @param address where it is
 * @param baud the speed of a serial line
 * @param aim whether it sends AIM identifiers before the data
 */
public record ScannerSettings(String name, DeviceAddress address, int baud, boolean aim) {}
