package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.protocol.text.JsonText;
import picocli.CommandLine.ExitCode;

/** Operations as the agent lists them, a line each. */
final class OperationList {
    static final int SOMETHING = 3;

    private OperationList() {}

    /** Returns the exit code: whether there is any. */
    static int print(Node answer, boolean json, PrintWriter out) {
        List<Node> operations = Fields.of(answer, new ArrayList<>()).sequence("operations");
        if (json) {
            out.println(JsonText.pretty(answer));
        }
        for (Node operation : json ? List.<Node>of() : operations) {
            Fields fields = Fields.of(operation, new ArrayList<>());
            out.println(
                    String.format(
                            "%6s  %s  %-12s %s  %s",
                            fields.text("seq").orElse(""),
                            fields.text("id").orElse(""),
                            fields.text("kind").orElse(""),
                            fields.text("at").orElse(""),
                            fields.text("answer").orElse("")));
        }
        out.flush();
        return operations.isEmpty() ? ExitCode.OK : SOMETHING;
    }
}
