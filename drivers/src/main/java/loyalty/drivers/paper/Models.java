package loyalty.drivers.paper;

import java.util.Locale;
import loyalty.drivers.profile.Dialect;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Quirk;

/** Which machine to play for a profile, so that it can be tried without the printer. */
public final class Models {
    private static final int BUFFER_BYTES = 4_096;

    private Models() {}

    /** A machine of the profile's maker and size. Its code page numbers are the simulator's own. */
    public static PrinterMachine.Model of(PrinterProfile profile) {
        return new PrinterMachine.Model(
                profile.dialect(),
                maker(profile),
                profile.paper().dots(),
                BUFFER_BYTES,
                profile.paper().feedUnits(),
                profile.has(Quirk.CANCEL_KANJI));
    }

    private static Maker maker(PrinterProfile profile) {
        if (profile.dialect() == Dialect.STAR) return Maker.STAR;
        String first = profile.model().substring(0, profile.model().indexOf('-'));
        return switch (first.toLowerCase(Locale.ROOT)) {
            case "xprinter" -> Maker.XPRINTER;
            case "zjiang", "netum" -> Maker.ZJIANG;
            case "bixolon" -> Maker.BIXOLON;
            case "citizen", "wincor" -> Maker.CITIZEN;
            case "hp" -> Maker.HP;
            case "mpt", "youku" -> Maker.MPT;
            case "rongta", "atol" -> Maker.RONGTA;
            default -> Maker.EPSON;
        };
    }
}
