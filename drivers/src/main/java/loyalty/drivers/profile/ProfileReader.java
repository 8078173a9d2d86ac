package loyalty.drivers.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.receipt.page.Symbol;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one profile file and collects all its mistakes before giving up on it. */
final class ProfileReader {
    /** The code pages this program has tables of. */
    static final List<String> PAGES =
            List.of(
                    "CP437", "CP850", "CP852", "CP855", "CP858", "CP866", "CP1125", "CP1251",
                    "CP1252", "KZ-1048");

    private static final int SIZE_MAX_CHARACTERS = 65_536;

    private final String file;
    private final List<ProfileProblem> problems = new ArrayList<>();

    ProfileReader(String file) {
        this.file = file;
    }

    List<ProfileProblem> problems() {
        return List.copyOf(problems);
    }

    /** Empty if anything at all is wrong; {@link #problems()} then says what. */
    Optional<PrinterProfile> read(String yaml) {
        try {
            return compose(yaml)
                    .map(mapping -> profile(new Section(file, "", mapping, problems::add)))
                    .filter(profile -> problems.isEmpty());
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            complain(line, "not YAML: " + e.getProblem(), "look at this line and the one before");
        } catch (YamlEngineException e) {
            complain(0, "not YAML: " + e.getMessage(), "start from one of the bundled profiles");
        } catch (IllegalArgumentException e) {
            if (problems.isEmpty()) complain(0, String.valueOf(e.getMessage()), "mend the values");
        }
        return Optional.empty();
    }

    private Optional<MappingNode> compose(String yaml) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(SIZE_MAX_CHARACTERS)
                        .build();
        Optional<Node> node = new Compose(settings).composeString(yaml);
        if (node.isPresent() && node.get() instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        complain(0, "not a profile", "write keys such as \"model:\", one per line");
        return Optional.empty();
    }

    private void complain(int line, String message, String hint) {
        problems.add(new ProfileProblem(file, line, "", message, hint));
    }

    private PrinterProfile profile(Section top) {
        PrinterProfile profile =
                new PrinterProfile(
                        model(top),
                        top.text("title", "?"),
                        top.word("dialect", Dialect.class),
                        paper(top.section("paper")),
                        codePages(top.section("codePages")),
                        graphics(top.section("graphics")),
                        cutter(top.section("cutter")),
                        top.has("drawer") ? drawer(top.section("drawer")) : Drawer.NONE,
                        answers(top.section("answers")),
                        Set.copyOf(top.words("quirks", Quirk.class)),
                        sources(top),
                        top.texts("usb"));
        top.end();
        return profile;
    }

    private String model(Section top) {
        String model = top.text("model", "?");
        if (!model.matches("[a-z0-9-]+")) {
            top.complain("model", "\"" + model + "\"", "use small letters, digits and dashes");
        } else if (!file.endsWith(model + ".yaml")) {
            top.complain("model", "\"" + model + "\" is not the file's name", "rename one of them");
        }
        return model;
    }

    private List<String> sources(Section top) {
        List<String> sources = top.texts("sources");
        if (sources.isEmpty()) {
            top.complain("sources", "is empty", "say where these facts come from");
        }
        return sources;
    }

    private Paper paper(Section paper) {
        int columns = paper.number("columns", 16, 80);
        int dots = paper.number("dots", 16 * Paper.LETTER_WIDE, 1024);
        if (columns * Paper.LETTER_WIDE > dots) {
            paper.complain(
                    "columns",
                    columns + " letters of 12 dots do not fit " + dots + " dots",
                    "write at most " + dots / Paper.LETTER_WIDE);
            columns = dots / Paper.LETTER_WIDE;
        }
        Paper read =
                new Paper(
                        columns,
                        dots,
                        paper.number("dotsPerInch", 160, 300, 203),
                        paper.number("feedUnits", 1, 4, 1));
        paper.end();
        return read;
    }

    private Map<String, Integer> codePages(Section section) {
        Map<String, Integer> pages = new LinkedHashMap<>();
        for (String page : section.keys()) {
            if (PAGES.contains(page)) {
                pages.put(page, section.number(page, 0, 255));
            } else {
                section.complain(
                        page,
                        "no table of this page here",
                        "known are " + String.join(", ", PAGES));
            }
        }
        if (pages.isEmpty()) pages.put("CP437", 0);
        return pages;
    }

    private Graphics graphics(Section section) {
        Graphics read =
                new Graphics(
                        section.word("raster", RasterWay.class),
                        Set.copyOf(section.words("codes", Symbol.Kind.class)));
        section.end();
        return read;
    }

    private Cutter cutter(Section section) {
        Cutter.Kind kind = section.word("kind", Cutter.Kind.class);
        Cutter.Command command =
                section.word("command", Cutter.Command.class, Cutter.Command.FEED_AND_CUT);
        Cutter read = new Cutter(kind, command, section.number("feedRows", 0, 20, 0));
        section.end();
        return read;
    }

    private Drawer drawer(Section section) {
        int pin = section.number("pin", 2, 5);
        if (pin != 2 && pin != 5) {
            section.complain("pin", "no drawer hangs on pin " + pin, "write 2 or 5");
            pin = 2;
        }
        Drawer read =
                new Drawer(
                        pin,
                        section.number("onMillis", 2, 510, 100),
                        section.number("offMillis", 2, 510, 200));
        section.end();
        return read;
    }

    private Answers answers(Section section) {
        Acknowledge acknowledge = section.word("acknowledge", Acknowledge.class);
        boolean automatic = section.truth("automaticStatus");
        boolean safe = section.truth("statusSafe");
        if (!safe && (automatic || acknowledge != Acknowledge.NONE)) {
            section.complain(
                    "statusSafe",
                    "false does not go with an answer that is asked for",
                    "write acknowledge: none and automaticStatus: false, or statusSafe: true");
            return new Answers(Acknowledge.NONE, false, false);
        }
        section.end();
        return new Answers(acknowledge, automatic, safe);
    }
}
