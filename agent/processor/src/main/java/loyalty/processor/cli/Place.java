package loyalty.processor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.settings.ProcessorSettings.Listen;
import loyalty.processor.settings.ProcessorSettings.Postgres;
import loyalty.processor.store.PostgresStore;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.Store;
import loyalty.processor.sync.Office;
import loyalty.protocol.text.YamlText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a processor lives: the options that every command has. */
final class Place {
    private static final Path SETTINGS = Path.of("config/processor.yaml");

    @Option(
            names = "--home",
            defaultValue = "var/processor",
            paramLabel = "DIR",
            description = "Database and keys are here (default: ${DEFAULT-VALUE}).")
    private Path home;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings (default: config/processor.yaml if it is there).")
    private @Nullable Path config;

    /**
     * Before anything is logged: into {@code logs} of the home, as the {@code logback.xml} beside
     * the settings says. Who named another file or folder is obeyed.
     */
    void logs() {
        Path settings = config == null ? SETTINGS : config;
        Path file = settings.toAbsolutePath().resolveSibling("logback.xml");
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("LOYALTY_PROGRAM", "processor");
        wanted.put("LOYALTY_LOGS", home.resolve("logs").toString());
        if (Files.isRegularFile(file)) {
            wanted.put("logback.configurationFile", file.toString());
        }
        wanted.forEach(
                (name, value) -> {
                    if (System.getProperty(name) == null) {
                        System.setProperty(name, value);
                    }
                });
    }

    ProcessorSettings settings() throws IOException, InvalidDocumentException {
        Path file = config == null ? SETTINGS : config;
        if (config == null && Files.notExists(file)) {
            return ProcessorSettings.defaults();
        }
        return ProcessorSettings.read(YamlText.read(file));
    }

    /** Opens database and keys; {@code port} below 0 leaves the settings' port. */
    Office office(int port) throws IOException, InvalidDocumentException {
        ProcessorSettings settings = settings();
        if (port >= 0) {
            Listen listen = settings.listen();
            settings =
                    new ProcessorSettings(
                            new Listen(listen.host(), port, listen.workers(), listen.connections()),
                            settings.postgres(),
                            settings.offline(),
                            settings.tls(),
                            settings.limits());
        }
        Keys keys = Keys.in(home.resolve("keys"));
        return new Office(store(settings.postgres()), keys, settings, InstantSource.system());
    }

    private Store store(Optional<Postgres> postgres) throws IOException {
        if (postgres.isEmpty()) {
            return SqliteStore.open(home.resolve("processor.db"));
        }
        Postgres to = postgres.get();
        String password = Files.readString(to.passwordFile()).strip();
        return PostgresStore.open(to.url(), to.user(), password, to.connections());
    }
}
