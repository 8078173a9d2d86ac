package loyalty.drivers.printer;

import loyalty.drivers.encode.Bytes;
import loyalty.drivers.encode.Encoded;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.encode.PageEncoder;
import loyalty.drivers.encode.PrinterCommands;
import loyalty.drivers.escpos.EscPosCommands;
import loyalty.drivers.profile.Dialect;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.star.StarCommands;

/** The encoder that belongs to a profile. */
public final class Encoders {
    private final PrinterProfile profile;

    public Encoders(PrinterProfile profile) {
        this.profile = profile;
    }

    /** Encodes pages for this printer. */
    public PageEncoder pages(LetterRules rules) {
        return new PageEncoder(profile, rules, this::commands);
    }

    private PrinterCommands commands() {
        return profile.dialect() == Dialect.STAR
                ? new StarCommands(profile)
                : new EscPosCommands(profile);
    }

    /**
     * A page's bytes as a stream of their own, for a file or a spooler: the printer reset first.
     */
    public byte[] alone(Encoded page) {
        return new Bytes().put(Conversations.of(profile).begin()).put(page.bytes()).all();
    }

    /** Feeds what hangs in the printer out and cuts it off. */
    byte[] cutOnly() {
        PrinterCommands commands = commands();
        commands.feed(1);
        commands.cut();
        return commands.bytes();
    }
}
