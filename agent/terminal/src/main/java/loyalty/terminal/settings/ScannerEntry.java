package loyalty.terminal.settings;

import loyalty.drivers.scanner.ScannerSettings;

/**
 * One scanner.
 *
 * @param name how the API and the logs call it
 * @param settings where it is and how it speaks
 */
public record ScannerEntry(String name, ScannerSettings settings) {}
