package loyalty.terminal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import loyalty.drivers.printer.PrintJob;
import loyalty.drivers.printer.Printed;
import loyalty.drivers.printer.Printer;
import picocli.CommandLine.ExitCode;

/** One job to one printer, with what became of it told. */
final class DeviceJob {
    private DeviceJob() {}

    /** Prints and tells; the exit code is for the command. */
    static int print(Printer opened, String id, byte[] bytes, PrintWriter out) throws IOException {
        try (Printer printer = opened) {
            printer.ready();
            Printed printed =
                    printer.print(new PrintJob(id, PrintJob.Kind.REPORT, "test page", bytes));
            out.println((printed.outcome() + " " + printed.note()).strip());
            out.flush();
            return printed.outcome() == Printed.Outcome.CONFIRMED
                            || printed.outcome() == Printed.Outcome.UNCONFIRMED
                    ? ExitCode.OK
                    : ExitCode.SOFTWARE;
        }
    }
}
