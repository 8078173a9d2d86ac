package loyalty.terminal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import loyalty.drivers.DeviceException;
import loyalty.drivers.paper.Models;
import loyalty.drivers.paper.PrinterConsole;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.simulate.ScannerConsole;
import loyalty.drivers.simulate.ScannerSimulator;
import loyalty.drivers.simulate.SecondConnection;
import loyalty.drivers.simulate.SimulatedWire;
import loyalty.drivers.simulate.Wires;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code devices simulate}: a scanner or printer of software. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a scanner or printer in software until !quit or Ctrl+C, and prints its address.",
            "A scanner scans each line typed; a printer writes its paper into --out, and what is"
                    + " typed happens to it.",
            "Scanner: " + ScannerConsole.HELP,
            "Printer: " + PrinterConsole.HELP
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it ran until it was told to stop",
            "1:it could not start; the text says why",
            "2:the command line is wrong"
        })
final class DeviceSimulateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "scanner|printer")
    private String kind;

    @Parameters(
            index = "1",
            defaultValue = "pty",
            paramLabel = "pty|pty:LINK|tcp:PORT",
            description = "The wire it hangs on (default: pty).")
    private String where;

    @Option(
            names = "--model",
            defaultValue = "epson-tm-t20iii",
            paramLabel = "MODEL",
            description = "Which printer it plays (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--second",
            defaultValue = "waits",
            paramLabel = "waits|reset|refused",
            description = "What a TCP device does with a second driver (default: waits).")
    private SecondConnection second;

    @Option(
            names = "--out",
            defaultValue = "var/paper",
            paramLabel = "DIR",
            description = "Where a printer's paper goes (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws Exception {
        return switch (kind) {
            case "scanner" -> scanner();
            case "printer" -> printer();
            default ->
                    throw new CommandFailed(
                            "simulate a scanner or a printer, not \"" + kind + "\"");
        };
    }

    private int scanner() throws IOException, CommandFailed {
        try (ScannerSimulator scanner = new ScannerSimulator(wire())) {
            Screen.say(spec, scanner.address());
            Screen.say(spec, ScannerConsole.HELP);
            new ScannerConsole(scanner, spec.commandLine().getOut()).run(typed());
            return ExitCode.OK;
        }
    }

    /** Without anything to type on, it runs until it is killed. */
    private int printer() throws IOException, CommandFailed, InterruptedException {
        Files.createDirectories(out);
        try (PrinterSimulator printer =
                PrinterSimulator.start(wire(), Models.of(Arguments.profile(model))).saveInto(out)) {
            printer.onReceipt(receipt -> Screen.say(spec, "a receipt is on paper in " + out));
            Screen.say(spec, printer.address());
            boolean told = new PrinterConsole(printer, spec.commandLine().getOut()).run(typed());
            if (!told) Thread.currentThread().join();
            return ExitCode.OK;
        }
    }

    private SimulatedWire wire() throws DeviceException, CommandFailed {
        try {
            return Wires.open(where, second);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private static BufferedReader typed() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
}
