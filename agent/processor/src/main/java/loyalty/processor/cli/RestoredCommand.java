package loyalty.processor.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import loyalty.processor.store.Store.AuditEntry;
import loyalty.processor.sync.Office;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** To be run once after the database was put back to an older state. */
@Command(
        name = "restored",
        mixinStandardHelpOptions = true,
        description =
                "Run this once after restoring the database from a backup, before starting: old"
                        + " cursors become void, and nothing is leased or redeemed online until"
                        + " every register has told what it holds.")
final class RestoredCommand implements Callable<Integer> {
    @Mixin private Place place;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Office office = place.office(-1);
        try {
            String generation = office.store().newGeneration();
            office.store()
                    .audit(
                            new AuditEntry(
                                    office.now().toString(),
                                    "command line",
                                    "restored",
                                    "generation " + generation));
            PrintWriter out = spec.commandLine().getOut();
            out.println("generation " + generation);
            out.flush();
            return 0;
        } finally {
            office.store().close();
        }
    }
}
