/** Devices made of software, on PTYs and TCP, for the demo, for tests and for training. */
@NullMarked
package loyalty.drivers.simulate;

import org.jspecify.annotations.NullMarked;
