package loyalty.processor.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import loyalty.engine.document.Node;
import loyalty.processor.packs.EnginePacks;
import loyalty.processor.packs.PackTrial;
import loyalty.processor.packs.Packs;
import loyalty.processor.packs.ReadPack;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Programme;
import loyalty.protocol.text.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a pack on the shelf and gives it to stores. */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = "Checks and signs a rule pack, keeps it, and gives it to stores.")
final class PackCommand implements Callable<Integer> {
    @Mixin private Place place;

    @Parameters(paramLabel = "FILE", description = "A rule pack in YAML or JSON.")
    private Path file;

    @Option(
            names = "--stores",
            split = ",",
            defaultValue = Packs.EVERYWHERE,
            paramLabel = "ID",
            description = "Which stores use it from now on; \"all\" or \"none\" (default: all).")
    private Set<String> stores;

    @Option(
            names = "--replay",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Take nothing: calculate N past sales of members with it and say what would"
                            + " change, the margin included.")
    private int replay;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Office office = place.office(-1);
        try {
            Packs packs = new Packs(office, new Programme(office), new EnginePacks());
            if (replay > 0) {
                PrintWriter out = spec.commandLine().getOut();
                Node outcome =
                        new PackTrial(office, packs).run(Files.readString(file), replay).toNode();
                out.println(JsonText.write(outcome));
                out.flush();
                return 0;
            }
            ReadPack pack = packs.take(Files.readString(file));
            if (!stores.contains("none")) {
                packs.assign(pack.hash(), stores, office.now());
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(pack.hash());
            out.flush();
            return 0;
        } finally {
            office.store().close();
        }
    }
}
