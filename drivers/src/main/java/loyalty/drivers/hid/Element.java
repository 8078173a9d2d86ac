package loyalty.drivers.hid;

/**
 * One value in an input report.
 *
 * @param report the report's number, 0 if reports are not numbered
 * @param bitOffset from the report's first bit, its number included
 * @param application what the device as a whole says it is
 */
record Element(int report, int bitOffset, int bits, Usage usage, Usage application) {}
