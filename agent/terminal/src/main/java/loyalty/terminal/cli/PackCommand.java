package loyalty.terminal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Reading;
import loyalty.engine.pack.PackDifferences;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.text.YamlText;
import org.jspecify.annotations.Nullable;
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
            description = {
                "Says everything that is wrong with a pack, with line, path and hint; and warns of"
                        + " what can never apply, of overlaps that nobody arbitrates, and of codes"
                        + " that collide."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:it can be used, whatever the warnings", "1:it cannot"})
    int check(
            @Parameters(paramLabel = "PACK.yaml") Path file,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description = "Warns of what is over by then (default: now).")
                    @Nullable Instant at)
            throws Exception {
        Instant now = at == null ? InstantSource.system().instant() : at;
        Reading<RulePack> reading = RulePack.check(document(file), now);
        for (Problem warning : reading.warnings()) {
            Screen.say(spec, "warning: " + warning);
        }
        RulePack pack = reading.orThrow();
        Screen.say(
                spec,
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
            description = "Says in words what the new pack says otherwise than the old one.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:they say the same", "1:one cannot be used", "3:they differ"})
    int diff(
            @Parameters(paramLabel = "OLD.yaml") Path before,
            @Parameters(paramLabel = "NEW.yaml") Path after)
            throws Exception {
        Node old = document(before);
        Node fresh = document(after);
        if (RulePack.read(old).orThrow().hash().equals(RulePack.read(fresh).orThrow().hash())) {
            Screen.say(spec, "They say the same.");
            return ExitCode.OK;
        }
        PackDifferences.of(old, fresh).forEach(line -> Screen.say(spec, line));
        return DIFFERENT;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Calculates this register's past receipts again with another pack, and says which"
                        + " would have been different, and by how much.",
                "The margin is what the goods bring in after discounts, less what the points given"
                        + " for them are worth.",
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
        replay.lines(json).forEach(line -> Screen.say(spec, line));
        return replay.different() ? DIFFERENT : ExitCode.OK;
    }

    private static Node document(Path file) throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        return YamlText.read(Files.readAllBytes(file), file.toString());
    }
}
