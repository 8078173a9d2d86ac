package loyalty.terminal.cli;

import loyalty.drivers.DeviceAddress;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;

/** What device commands are told, checked. */
final class DeviceArguments {
    private DeviceArguments() {}

    static DeviceAddress address(String text) throws CommandFailed {
        try {
            return DeviceAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    static PrinterProfile profile(String model) throws CommandFailed {
        try {
            return Profiles.bundled().need(model);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
