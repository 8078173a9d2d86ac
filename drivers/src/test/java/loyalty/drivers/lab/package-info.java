/**
 * The device side and the checks of {@code scripts/usb-lab}: real drivers on the real USB stack of
 * a Linux kernel in a virtual machine, without hardware. Not run by Maven.
 */
@NullMarked
package loyalty.drivers.lab;

import org.jspecify.annotations.NullMarked;
