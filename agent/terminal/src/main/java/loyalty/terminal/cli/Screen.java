package loyalty.terminal.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command tells how it goes: each line is whole and seen at once, whichever thread says it.
 */
final class Screen {
    private Screen() {}

    static void say(CommandSpec spec, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
