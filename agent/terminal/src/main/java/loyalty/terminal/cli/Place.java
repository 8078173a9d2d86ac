package loyalty.terminal.cli;

import java.io.IOException;
import java.nio.file.Path;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.terminal.settings.AgentSettings;
import loyalty.terminal.settings.HttpSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration and the agent's files are; the same options on every command. */
final class Place {
    @Option(
            names = {"-c", "--config"},
            defaultValue = "${env:LOYALTY_CONFIG:-config/agent.yaml}",
            paramLabel = "FILE",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path config;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Where the ledger, keys and logs are, if not where the configuration says.")
    private @Nullable Path home;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The local API's port, if not the configuration's; 0 takes any free one.")
    private @Nullable Integer port;

    Path config() {
        return config;
    }

    /** The settings, with what the options change. */
    AgentSettings settings() throws IOException, InvalidDocumentException {
        AgentSettings settings = AgentSettings.read(config);
        HttpSettings http = settings.http();
        if (port != null) {
            http = new HttpSettings(http.address(), port, http.hosts(), http.origins());
        }
        return settings.with(home == null ? settings.home() : home.toAbsolutePath(), http);
    }
}
