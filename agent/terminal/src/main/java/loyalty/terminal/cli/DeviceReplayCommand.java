package loyalty.terminal.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.paper.Models;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.record.Recording;
import loyalty.drivers.record.ReplayLink;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.Scanner;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code devices replay}: what the drivers make of a recording. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a recording to the driver as if the device were there, and prints the codes it"
                    + " makes of it (not the real ones: those were replaced).",
            "With --model: what was sent to a printer, as it looks on paper."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:codes or paper came out",
            "1:this is no recording, or the driver refused it; the text says why",
            "2:the command line is wrong",
            "3:nothing came out"
        })
final class DeviceReplayCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Of \"devices record\".")
    private Path file;

    @Option(names = "--model", paramLabel = "MODEL", description = "The printer's profile.")
    private @Nullable String model;

    @Override
    public Integer call() throws Exception {
        Recording recording;
        try (Reader reader = Files.newBufferedReader(file)) {
            recording = new Recording(file.toString(), reader);
        }
        return model == null ? codes(recording) : paper(recording, model);
    }

    private int codes(Recording recording) throws IOException, CommandFailed {
        DeviceAddress as = Arguments.address(recording.scheme() + ":/recording");
        int scans = 0;
        try (Scanner scanner =
                Scanners.over(new ReplayLink(recording), ScannerSettings.usual(as))) {
            while (true) {
                Optional<Scan> scan = scanner.poll(PATIENCE);
                scan.ifPresent(one -> Screen.say(spec, (one.aim() + " " + one.text()).strip()));
                scans += scan.isPresent() ? 1 : 0;
            }
        } catch (DeviceException e) {
            Screen.say(spec, String.valueOf(e.getMessage()));
        }
        return scans == 0 ? DevicesCommand.NOTHING : ExitCode.OK;
    }

    private int paper(Recording recording, String wanted) throws CommandFailed {
        PrinterMachine machine = new PrinterMachine(Models.of(Arguments.profile(wanted)));
        byte[] sent = recording.sent();
        for (int at = 0; at < sent.length; ) {
            at += machine.receive(sent, at, sent.length - at);
            machine.work();
        }
        Screen.say(spec, machine.paper().text());
        machine.refusals().forEach(line -> Screen.say(spec, line));
        return machine.paper().lines().isEmpty() ? DevicesCommand.NOTHING : ExitCode.OK;
    }
}
