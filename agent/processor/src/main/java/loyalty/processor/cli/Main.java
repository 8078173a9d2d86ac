package loyalty.processor.cli;

import java.io.IOException;
import loyalty.engine.document.InvalidDocumentException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code processor}: the central processor of a chain. */
@Command(
        name = "processor",
        mixinStandardHelpOptions = true,
        version = "processor 0.1.0",
        description = "The central processor: what registers of a chain sync with.",
        subcommands = {
            RunCommand.class,
            CodeCommand.class,
            ImportCommand.class,
            PackCommand.class,
            TokenCommand.class,
            RestoredCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it did not work; the text says why and what to do",
            "2:the command line is wrong"
        })
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, parsed) -> told(e, line))
                .execute(args);
    }

    /** What a person can mend is told as a sentence; our own bugs with their trace. */
    private static int told(Exception e, CommandLine line) throws Exception {
        if (e instanceof IOException
                || e instanceof InvalidDocumentException
                || e instanceof IllegalArgumentException) {
            line.getErr().println(e.getMessage());
            line.getErr().flush();
            return 1;
        }
        throw e;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
