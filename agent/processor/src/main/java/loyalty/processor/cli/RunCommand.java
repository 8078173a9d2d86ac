package loyalty.processor.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import loyalty.processor.api.ProcessorServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Serves registers and the back office until it is stopped.")
final class RunCommand implements Callable<Integer> {
    @Mixin private Place place;

    @Option(
            names = "--port",
            defaultValue = "-1",
            paramLabel = "N",
            description = "Listen here; 0 takes any free port and prints it.")
    private int port;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        place.logs();
        ProcessorServer server = ProcessorServer.start(place.office(port));
        PrintWriter out = spec.commandLine().getOut();
        out.println("processor listens on port " + server.port());
        out.flush();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    stopped.countDown();
                                },
                                "shutdown"));
        stopped.await();
        return 0;
    }
}
