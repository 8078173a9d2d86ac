package loyalty.drivers.paper;

/** Whose machine is played: makers number their code pages each in their own way. */
public enum Maker {
    EPSON(
            "0 IBM437, 1 KATAKANA, 2 IBM850, 16 windows-1252, 17 IBM866, 18 IBM852, 19 IBM00858,"
                    + " 34 IBM855, 44 CP1125, 46 windows-1251, 53 KZ-1048"),
    XPRINTER(
            "0 IBM437, 2 IBM850, 16 windows-1252, 17 IBM866, 18 IBM852, 19 IBM00858,"
                    + " 23 windows-1251"),
    ZJIANG(
            "0 IBM437, 2 IBM850, 16 windows-1252, 17 IBM866, 18 IBM852, 19 IBM00858,"
                    + " 23 windows-1251, 59 IBM866, 60 IBM855, 73 windows-1251"),
    BIXOLON(
            "0 IBM437, 2 IBM850, 16 windows-1252, 17 IBM866, 18 IBM852, 19 IBM00858,"
                    + " 28 windows-1251"),
    CITIZEN("0 IBM437, 2 IBM00858, 6 IBM852, 7 IBM866, 16 windows-1252"),
    HP("0 IBM437, 1 IBM850, 2 IBM852, 6 IBM00858, 7 IBM866, 13 windows-1251," + " 15 KZ-1048"),
    MPT("0 IBM437, 6 windows-1251, 7 IBM866, 19 IBM00858, 28 IBM855"),
    RONGTA("0 IBM437, 2 IBM850, 6 windows-1251, 7 IBM866, 17 windows-1253, 28 IBM855"),
    STAR("1 IBM437, 4 IBM00858, 5 IBM852, 10 IBM866, 11 IBM855, 32 windows-1252, 34 windows-1251");

    private final String pages;

    Maker(String pages) {
        this.pages = pages;
    }

    /** The page behind a number; empty if this maker has none there. */
    String page(int number) {
        for (String entry : pages.split(", ", -1)) {
            if (entry.startsWith(number + " ")) return entry.substring(entry.indexOf(' ') + 1);
        }
        return "";
    }

    /** The page a fresh machine prints in. */
    String firstPage() {
        return "IBM437";
    }
}
