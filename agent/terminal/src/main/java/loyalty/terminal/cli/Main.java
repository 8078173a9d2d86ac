package loyalty.terminal.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code loyalty-agent}: the first word names the command. */
@Command(
        name = "loyalty-agent",
        mixinStandardHelpOptions = true,
        version = "loyalty-agent 0.1.0",
        description = "The loyalty terminal agent of a cash register.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it did not work; the text says why and what to do",
            "2:the command line is wrong",
        })
public final class Main implements Runnable {
    private final CommandSpec spec = CommandSpec.forAnnotatedObject(this);

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return commandLine(args.length == 0 ? "" : args[0]).execute(args);
    }

    /** Only the command that is wanted is built: the others would cost the start a tenth second. */
    static CommandLine commandLine(String wanted) {
        CommandLine line = new CommandLine(new Main().spec);
        Map<String, Supplier<Object>> all = commands();
        all.forEach(
                (name, command) -> {
                    if (name.equals(wanted) || !all.containsKey(wanted)) {
                        line.addSubcommand(name, command.get());
                    }
                });
        line.addSubcommand("help", new HelpCommand());
        tellExitCodes(line);
        return line.setExecutionExceptionHandler(new Failure())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Every command's help says how it may end; what all of them have in common is added here. */
    private static void tellExitCodes(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        Map<String, String> codes = new TreeMap<>(usage.exitCodeList());
        codes.putIfAbsent("0", "done");
        codes.putIfAbsent("1", "it did not work; the text says why and what to do");
        codes.putIfAbsent("2", "the command line is wrong");
        usage.exitCodeListHeading("Exit codes:%n");
        usage.exitCodeList(codes);
        line.getSubcommands().values().forEach(Main::tellExitCodes);
    }

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand::new);
        commands.put("calculate", CalculateCommand::new);
        commands.put("devices", DevicesCommand::new);
        commands.put("scan", ScanCommand::new);
        commands.put("receipt", ReceiptCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("sync", SyncCommand::new);
        commands.put("journal", JournalCommand::new);
        commands.put("pack", PackCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("support-bundle", SupportBundleCommand::new);
        commands.put("enrol", EnrolCommand::new);
        commands.put("config", ConfigCommand::new);
        commands.put("client", ClientCommand::new);
        commands.put("cashier", CashierCommand::new);
        return commands;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
