package loyalty.terminal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Reading;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pack}: rule packs before they go live. */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = "Checks a rule pack, compares two, or replays past receipts with one.",
        synopsisSubcommandLabel = "(check | diff | replay)")
final class PackCommand implements Runnable {
    static final int DIFFERENT = 3;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says everything that is wrong with a pack, with line, path and hint.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:it can be used", "1:it cannot"})
    int check(@Parameters(paramLabel = "PACK.yaml") Path file) throws Exception {
        Reading<RulePack> reading = RulePack.read(document(file));
        for (Problem warning : reading.warnings()) {
            print("warning: " + warning);
        }
        RulePack pack = reading.orThrow();
        print(
                file
                        + " is fine: "
                        + pack.programme()
                        + ", "
                        + pack.promotions().size()
                        + " promotions, "
                        + pack.hash());
        return ExitCode.OK;
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "Says what differs between two packs, by path.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:they say the same", "1:one cannot be used", "3:they differ"})
    int diff(
            @Parameters(paramLabel = "OLD.yaml") Path before,
            @Parameters(paramLabel = "NEW.yaml") Path after)
            throws Exception {
        Node old = document(before);
        Node fresh = document(after);
        if (RulePack.read(old).orThrow().hash().equals(RulePack.read(fresh).orThrow().hash())) {
            print("They say the same.");
            return ExitCode.OK;
        }
        Map<String, String> left = new LinkedHashMap<>();
        Map<String, String> right = new LinkedHashMap<>();
        flat(old, "", left);
        flat(fresh, "", right);
        TreeSet<String> paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        for (String path : paths) {
            String was = left.getOrDefault(path, "");
            String is = right.getOrDefault(path, "");
            if (!was.equals(is)) {
                print(
                        path
                                + ": "
                                + (was.isEmpty() ? "—" : was)
                                + " → "
                                + (is.isEmpty() ? "—" : is));
            }
        }
        return DIFFERENT;
    }

    /** Each leaf by its path; promotions by their ids, so that moving one is no difference. */
    private static void flat(Node node, String path, Map<String, String> leaves) {
        if (node instanceof Node.Mapping mapping) {
            mapping.entries()
                    .forEach((k, v) -> flat(v, path.isEmpty() ? k : path + "." + k, leaves));
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                flat(
                        sequence.items().get(i),
                        path + "[" + key(sequence.items().get(i), i) + "]",
                        leaves);
            }
        } else {
            leaves.put(path, JsonText.write(node));
        }
    }

    private static String key(Node item, int index) {
        return item instanceof Node.Mapping mapping
                        && mapping.entries().get("id") instanceof Node.Text id
                ? id.value()
                : Integer.toString(index);
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Calculates this register's past receipts again with another pack, and says what"
                        + " would have been different.",
                "Looks at a copy of the ledger, so an agent may run meanwhile."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:nothing would differ",
                "1:the pack cannot be used",
                "3:something would"
            })
    int replay(
            @Mixin Place place,
            @Parameters(paramLabel = "PACK.yaml") Path file,
            @Option(names = "--json", description = "As JSON, one object per receipt.")
                    boolean json)
            throws Exception {
        RulePack pack = RulePack.read(document(file)).orThrow();
        Replay replay = new Replay(pack);
        LedgerCopy.read(place.settings().home(), database -> replay.all(database));
        replay.lines(json).forEach(this::print);
        return replay.different() ? DIFFERENT : ExitCode.OK;
    }

    private static Node document(Path file) throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        return YamlText.read(Files.readAllBytes(file), file.toString());
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
