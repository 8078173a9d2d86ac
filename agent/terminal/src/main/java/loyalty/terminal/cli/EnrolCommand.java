package loyalty.terminal.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.terminal.agent.Enrolment;
import loyalty.terminal.settings.AgentSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code enrol}: makes this register known to the processor. */
@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        description = {
            "Makes this register known to the processor, with a one-time code from the back office.",
            "Works while the agent runs and while it does not."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the register is enrolled", "1:it is not; the text says why"})
final class EnrolCommand implements Callable<Integer> {
    @Mixin private Place place;

    @Parameters(paramLabel = "CODE", description = "The one-time code.")
    private String code;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentSettings settings = place.settings();
        Optional<AgentCalls> running = AgentCalls.in(settings.home());
        PrintWriter out = spec.commandLine().getOut();
        if (running.isPresent()) {
            running.get().post("/v1/register/enrol", Tree.mapping().put("code", code).node());
            out.println("Enrolled.");
        } else {
            EnrolAnswer answer = Enrolment.enrol(settings, code);
            out.printf(
                    "Enrolled as %s in store %s, programme %s.%n",
                    answer.holder().register(), answer.store(), answer.programme());
        }
        out.flush();
        return ExitCode.OK;
    }
}
