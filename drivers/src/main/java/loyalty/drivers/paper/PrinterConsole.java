package loyalty.drivers.paper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.Locale;

/**
 * A simulated printer to which things are done by lines of text: what the command {@code devices
 * simulate printer} runs.
 */
public final class PrinterConsole {
    /** What may be typed, for a command's help. */
    public static final String HELP =
            "!paper-out [N] and !cover [N] end the roll or open the cover, now or after N bytes;"
                    + " !paper and !close mend it; !near-end; !stuck [N] and !read stop reading and"
                    + " go on; !power-off and !power-on; !jam and !clear the blade; !silent and"
                    + " !talk; !unplug and !plug; !state; !help; !quit.";

    private final PrinterSimulator printer;
    private final PrintWriter out;

    public PrinterConsole(PrinterSimulator printer, PrintWriter out) {
        this.printer = printer;
        this.out = out;
    }

    /** Does line after line; true if told to quit, false if the lines just ended. */
    public boolean run(Reader lines) throws IOException {
        BufferedReader reader = new BufferedReader(lines);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.strip().equals("!quit")) return true;
            out.println(act(line.strip()));
            out.flush();
        }
        return false;
    }

    private String act(String line) throws IOException {
        String[] words = line.toLowerCase(Locale.ROOT).split(" +", 2);
        long after =
                words.length > 1 && words[1].matches("[0-9]{1,9}") ? Long.parseLong(words[1]) : 0;
        switch (words[0]) {
            case "!paper-out" -> printer.tell(machine -> machine.endPaperAfter(after));
            case "!cover" -> printer.tell(machine -> machine.openCoverAfter(after));
            case "!paper" -> printer.tell(PrinterMachine::loadPaper);
            case "!close" -> printer.tell(PrinterMachine::closeCover);
            case "!near-end" -> printer.tell(machine -> machine.warnOfPaper(true));
            case "!stuck" -> printer.tell(machine -> machine.stopReadingAfter(after));
            case "!read" -> printer.tell(PrinterMachine::readAgain);
            case "!power-off" -> printer.tell(PrinterMachine::switchOff);
            case "!power-on" -> printer.tell(PrinterMachine::switchOn);
            case "!jam" -> printer.tell(PrinterMachine::jamBlade);
            case "!clear" -> printer.tell(PrinterMachine::clearBlade);
            case "!silent" -> printer.tell(machine -> machine.fallSilent(true));
            case "!talk" -> printer.tell(machine -> machine.fallSilent(false));
            case "!unplug" -> printer.unplug();
            case "!plug" -> printer.plug();
            case "!state" -> {}
            default -> {
                return HELP;
            }
        }
        return printer.ask(PrinterConsole::state);
    }

    private static String state(PrinterMachine machine) {
        return (machine.stopped() ? "stopped" : "ready")
                + (machine.paperOut() ? ", no paper" : "")
                + (machine.coverOpen() ? ", cover open" : "")
                + ", "
                + machine.interpreted()
                + " bytes worked off, "
                + machine.paper().cuts()
                + " cuts, "
                + machine.drawerKicks()
                + " drawer kicks, "
                + machine.refusals().size()
                + " refusals";
    }
}
