package loyalty.processor.cli;

import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import loyalty.processor.store.Store.AuditEntry;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes or revokes a token of the back office. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes a token for the back office, shown once; or revokes one.")
final class TokenCommand implements Callable<Integer> {
    @Mixin private Place place;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Whose it is.")
    private String name;

    @Option(
            names = "--scopes",
            split = ",",
            defaultValue = "reports",
            paramLabel = "SCOPE",
            description =
                    "packs, members, personal, grants, registers, reports, audit"
                            + " (default: ${DEFAULT-VALUE}).")
    private Set<String> scopes;

    @Option(names = "--revoke", description = "Revoke this name's tokens instead.")
    private boolean revoke;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Office office = place.office(-1);
        try {
            Tokens tokens = new Tokens(office);
            String said = revoke ? tokens.revoke(name) + " revoked" : tokens.make(name, scopes);
            office.store()
                    .audit(
                            new AuditEntry(
                                    office.now().toString(),
                                    "command line",
                                    revoke ? "token revoked" : "token made",
                                    name));
            PrintWriter out = spec.commandLine().getOut();
            out.println(said);
            out.flush();
            return 0;
        } finally {
            office.store().close();
        }
    }
}
