package loyalty.drivers.printer;

import loyalty.drivers.profile.Dialect;
import loyalty.drivers.profile.PrinterProfile;

/** The conversation that belongs to a profile. */
final class Conversations {
    private Conversations() {}

    static Conversation of(PrinterProfile profile) {
        return profile.dialect() == Dialect.STAR
                ? new StarConversation(profile)
                : new EscPosConversation(profile);
    }
}
