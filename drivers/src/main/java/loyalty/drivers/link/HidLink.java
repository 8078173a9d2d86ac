package loyalty.drivers.link;

import loyalty.drivers.DeviceException;

/** A link whose every read is one HID report, and which knows how its reports are laid out. */
public interface HidLink extends Link {
    /** The device's report descriptor, as its maker wrote it. */
    byte[] reportDescriptor() throws DeviceException;
}
