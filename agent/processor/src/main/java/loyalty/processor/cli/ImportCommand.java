package loyalty.processor.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import loyalty.processor.load.MemberImport;
import loyalty.processor.packs.EnginePacks;
import loyalty.processor.packs.PackReplay;
import loyalty.processor.packs.Packs;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Programme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes members in from a file. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Takes members, cards and points in from CSV or NDJSON. Begun again with the same"
                        + " file it goes on where it stopped.",
        exitCodeList = {"0:all lines were taken", "3:some lines are wrong; see FILE.errors"})
final class ImportCommand implements Callable<Integer> {
    private static final int SOME_WRONG = 3;

    @Mixin private Place place;

    @Parameters(paramLabel = "FILE", description = "members.csv or members.ndjson")
    private Path file;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Office office = place.office(-1);
        PrintWriter out = spec.commandLine().getOut();
        try {
            Programme programme = new Programme(office);
            Packs packs = new Packs(office, programme, new EnginePacks());
            Desks desks = new Desks(office, programme, new PackReplay(packs), (kind, answer) -> {});
            MemberImport.Progress done =
                    new MemberImport(office, desks).run(file, progress -> tell(out, progress));
            out.println("done: " + done.taken() + " taken, " + done.wrong() + " wrong");
            out.flush();
            return done.wrong() == 0 ? 0 : SOME_WRONG;
        } finally {
            office.store().close();
        }
    }

    private static void tell(PrintWriter out, MemberImport.Progress progress) {
        if (progress.lines() % 100_000 == 0) {
            out.println(progress.lines() + " lines");
            out.flush();
        }
    }
}
