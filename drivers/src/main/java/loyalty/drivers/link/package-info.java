/**
 * Wires to devices. Takes an address, gives a {@code Link}: serial ports, TCP, device files, USB.
 * The only package that knows jSerialComm and usb4java. A link belongs to one thread.
 */
@NullMarked
package loyalty.drivers.link;

import org.jspecify.annotations.NullMarked;
