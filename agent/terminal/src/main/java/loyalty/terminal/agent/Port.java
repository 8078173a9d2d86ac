package loyalty.terminal.agent;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/** Says what is wrong with a port that cannot be had. */
final class Port {
    private Port() {}

    static String taken(InetSocketAddress at, IOException failure) {
        String where = at.getHostString() + ":" + at.getPort();
        if (failure.getCause() instanceof BindException) {
            return where
                    + " is occupied or not this machine's: is another agent running? End it, or"
                    + " choose another http.port in agent.yaml or with --port (0 takes any free"
                    + " one)";
        }
        return "cannot listen on " + where;
    }
}
