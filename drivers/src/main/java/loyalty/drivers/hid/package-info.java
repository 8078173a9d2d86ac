/**
 * Human interface devices, as far as scanners need them. Takes report descriptors, reports and key
 * events, gives codes' bytes. Pure: no device is touched here.
 */
@NullMarked
package loyalty.drivers.hid;

import org.jspecify.annotations.NullMarked;
