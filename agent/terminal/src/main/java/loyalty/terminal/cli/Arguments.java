package loyalty.terminal.cli;

import java.util.function.Supplier;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.template.Language;

/** What commands are told, checked. */
final class Arguments {
    private Arguments() {}

    static DeviceAddress address(String text) throws CommandFailed {
        return checked(() -> DeviceAddress.parse(text));
    }

    static PrinterProfile profile(String model) throws CommandFailed {
        return checked(() -> Profiles.bundled().need(model));
    }

    static Language language(String code) throws CommandFailed {
        return Language.of(code)
                .orElseThrow(
                        () -> new CommandFailed("no texts in \"" + code + "\": ru, be, kk or en"));
    }

    /** What {@code read} refuses is the fault of who wrote it, not of the program. */
    static <T> T checked(Supplier<T> read) throws CommandFailed {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
