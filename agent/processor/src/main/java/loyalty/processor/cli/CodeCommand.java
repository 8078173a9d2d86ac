package loyalty.processor.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import loyalty.processor.store.Store.AuditEntry;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Programme;
import loyalty.processor.sync.Registers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a one-time code for a register. */
@Command(
        name = "code",
        mixinStandardHelpOptions = true,
        description =
                "Makes a one-time code with which a register enrols. For a register that exists"
                        + " the code replaces it.")
final class CodeCommand implements Callable<Integer> {
    @Mixin private Place place;

    @Option(names = "--register", required = true, paramLabel = "ID", description = "msk-1-02")
    private String register;

    @Option(names = "--store", required = true, paramLabel = "ID", description = "msk-1")
    private String store;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Office office = place.office(-1);
        try {
            String code = new Registers(office, new Programme(office)).newCode(register, store);
            office.store()
                    .audit(
                            new AuditEntry(
                                    office.now().toString(),
                                    "command line",
                                    "code",
                                    register + " of " + store));
            PrintWriter out = spec.commandLine().getOut();
            out.println(code);
            out.flush();
            return 0;
        } finally {
            office.store().close();
        }
    }
}
