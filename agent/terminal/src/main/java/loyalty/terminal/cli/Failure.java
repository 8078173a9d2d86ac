package loyalty.terminal.cli;

import java.io.IOException;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Problem;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what went wrong: a sentence for what the world did, a trace only for our bugs. */
final class Failure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult result)
            throws Exception {
        if (failure instanceof InvalidDocumentException invalid) {
            for (Problem problem : invalid.problems()) {
                line.getErr().println(problem);
            }
        } else if (failure instanceof IOException || failure instanceof CommandFailed) {
            line.getErr().println(sentence(failure));
        } else {
            throw failure;
        }
        line.getErr().flush();
        return ExitCode.SOFTWARE;
    }

    private static String sentence(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null || message.contains(cause.getMessage())
                ? message
                : message + ": " + cause.getMessage();
    }
}
