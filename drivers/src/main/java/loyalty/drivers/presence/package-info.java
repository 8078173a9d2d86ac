/**
 * What is there: USB devices and their nodes by stable identity, serial ports, and which program
 * holds a device. Reads {@code /sys} and {@code /proc}; opens no device.
 */
@NullMarked
package loyalty.drivers.presence;

import org.jspecify.annotations.NullMarked;
