package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;
import loyalty.terminal.settings.AgentSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code config}: checks and shows {@code agent.yaml}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Checks or shows the configuration.",
        synopsisSubcommandLabel = "(check | show)")
final class ConfigCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says what is wrong with the configuration, with line, path and hint.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:nothing is wrong", "1:something is"})
    int check(@Mixin Place place) throws Exception {
        AgentSettings settings = place.settings();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s is fine: register %s in store %s, %d scanners, %d printers.%n",
                settings.file(),
                settings.register().name(),
                settings.register().store(),
                settings.scanners().size(),
                settings.printers().size());
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows the configuration as it is understood.")
    int show(
            @Mixin Place place,
            @Option(names = "--json", description = "As the file says it, in JSON.") boolean json)
            throws Exception {
        AgentSettings settings = place.settings();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            byte[] yaml = Files.readAllBytes(settings.file());
            out.println(JsonText.pretty(YamlText.read(yaml, settings.file().toString())));
        } else {
            Callable<String> text = new SettingsText(settings);
            out.print(text.call());
        }
        out.flush();
        return ExitCode.OK;
    }
}
