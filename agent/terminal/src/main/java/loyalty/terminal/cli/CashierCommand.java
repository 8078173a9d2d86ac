package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import loyalty.terminal.api.Cashier;
import loyalty.terminal.api.Cashiers;
import loyalty.terminal.checkout.Approval;
import loyalty.terminal.settings.AgentSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cashier}: who may take returns and give points by hand. */
@Command(
        name = "cashier",
        mixinStandardHelpOptions = true,
        description = {
            "Adds, lists or removes cashiers with PINs.",
            "From the first one on, returns and points given by hand need a PIN."
        },
        synopsisSubcommandLabel = "(add | list | remove)")
final class CashierCommand implements Runnable {
    static final int UNKNOWN = 3;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Adds a cashier, or gives one a new PIN and role and unlocks them.",
                "A running agent takes it at once."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "1:the role or the PIN will not do"})
    int add(
            @Mixin Place place,
            @Parameters(paramLabel = "NAME", description = "As the till names them, such as 17.")
                    String name,
            @Option(
                            names = "--role",
                            defaultValue = "cashier",
                            paramLabel = "ROLE",
                            description = "cashier or supervisor (default: cashier).")
                    String role,
            @Option(
                            names = "--pin",
                            required = true,
                            interactive = true,
                            arity = "0..1",
                            paramLabel = "PIN",
                            description = "4 to 12 digits; asked for if left out.")
                    String pin)
            throws Exception {
        Approval level =
                Approval.of(role)
                        .filter(found -> found != Approval.NONE)
                        .orElseThrow(
                                () ->
                                        new CommandFailed(
                                                "there is no role \""
                                                        + role
                                                        + "\"; there are cashier and supervisor"));
        try {
            cashiers(place).add(name, level, pin);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the cashiers with their roles.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done"})
    int list(@Mixin Place place) throws Exception {
        List<Cashier> all = cashiers(place).all();
        PrintWriter out = spec.commandLine().getOut();
        all.forEach(
                c ->
                        out.printf(
                                "%-20s %-11s %s%n",
                                c.name(),
                                c.role().word(),
                                c.lockedUntil().map(until -> "locked until " + until).orElse("")));
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Takes a cashier away; after the last one no PINs are asked for.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "3:there is no such cashier"})
    int remove(@Mixin Place place, @Parameters(paramLabel = "NAME") String name) throws Exception {
        boolean there = cashiers(place).remove(name);
        if (!there) {
            spec.commandLine().getErr().println("there is no cashier \"" + name + "\"");
        }
        return there ? ExitCode.OK : UNKNOWN;
    }

    private static Cashiers cashiers(Place place) throws Exception {
        AgentSettings settings = place.settings();
        return new Cashiers(settings.home(), settings.cashiers().limits(), InstantSource.system());
    }
}
