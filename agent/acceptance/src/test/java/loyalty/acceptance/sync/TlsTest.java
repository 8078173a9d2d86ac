package loyalty.acceptance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loyalty.processor.api.ProcessorServer;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.sync.Office;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A register and its processor over TLS: whom the register trusts, and whom it does not. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir private Path home;

    /** The JDK's own tool for certificates. */
    private void keytool(String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-storepass", PASSWORD, "-noprompt"));
        Process process =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("keytool.log").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> String.join(" ", words)).isZero();
    }

    private void pair(String name, String... extensions) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname"));
        words.addAll(List.of("CN=" + name, "-validity", "30", "-keystore", name + ".p12"));
        for (String extension : extensions) {
            words.addAll(List.of("-ext", extension));
        }
        keytool(words.toArray(String[]::new));
    }

    private Path certificate(String name) throws Exception {
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                name + ".p12",
                "-file",
                name + ".pem");
        return home.resolve(name + ".pem");
    }

    /** The chain's authority signs the processor's certificate. */
    private void signed(String authority, String name, String extension) throws Exception {
        keytool("-certreq", "-alias", name, "-keystore", name + ".p12", "-file", name + ".csr");
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                authority,
                "-keystore",
                authority + ".p12",
                "-infile",
                name + ".csr",
                "-outfile",
                name + ".crt",
                "-ext",
                extension);
        keytool(
                "-importcert",
                "-alias",
                authority,
                "-keystore",
                name + ".p12",
                "-file",
                certificate(authority).toString());
        keytool("-importcert", "-alias", name, "-keystore", name + ".p12", "-file", name + ".crt");
    }

    private ProcessorServer processor(String name) throws Exception {
        Path password = home.resolve("password");
        Files.writeString(password, PASSWORD + "\n");
        ProcessorSettings defaults = ProcessorSettings.defaults();
        ProcessorSettings settings =
                new ProcessorSettings(
                        new ProcessorSettings.Listen("127.0.0.1", 0, 4, 100),
                        Optional.empty(),
                        defaults.offline(),
                        Optional.of(
                                new ProcessorSettings.Tls(home.resolve(name + ".p12"), password)));
        return ProcessorServer.start(
                new Office(
                        SqliteStore.open(home.resolve("processor.db")),
                        Keys.in(home.resolve("keys")),
                        settings,
                        InstantSource.system()));
    }

    private void enrols(ProcessorServer server, Path trusted) throws Exception {
        URI address = URI.create("https://127.0.0.1:" + server.port());
        try (TestRegister register =
                new TestRegister(home.resolve("register"), address, Optional.of(trusted))) {
            String code = server.desks().registers().newCode("r-1", "msk-1");
            register.await(register.sync().sync().enrol(code));
            register.until("it is online", () -> register.sync().sync().state().online());
        }
    }

    @Test
    void aCertificateOfTheChainsAuthorityIsTrusted() throws Exception {
        pair("authority", "bc:c");
        pair("processor");
        signed("authority", "processor", "san=ip:127.0.0.1");
        try (ProcessorServer server = processor("processor")) {
            enrols(server, home.resolve("authority.pem"));
        }
    }

    @Test
    void aPinnedCertificateIsTrusted() throws Exception {
        pair("processor", "san=ip:127.0.0.1");
        try (ProcessorServer server = processor("processor")) {
            enrols(server, certificate("processor"));
        }
    }

    @Test
    void anotherCertificateThanThePinnedOneIsRefused() throws Exception {
        pair("processor", "san=ip:127.0.0.1");
        pair("other", "san=ip:127.0.0.1");
        try (ProcessorServer server = processor("processor")) {
            Path other = certificate("other");
            assertThatThrownBy(() -> enrols(server, other)).hasStackTraceContaining("certificat");
            assertThat(server.desks().registers().all()).isEmpty();
        }
    }

    @Test
    void aCertificateOfTheAuthorityForAnotherMachineIsRefused() throws Exception {
        pair("authority", "bc:c");
        pair("processor");
        signed("authority", "processor", "san=ip:10.9.8.7");
        try (ProcessorServer server = processor("processor")) {
            assertThatThrownBy(() -> enrols(server, home.resolve("authority.pem")))
                    .hasStackTraceContaining("127.0.0.1");
            assertThat(server.desks().registers().all()).isEmpty();
        }
    }
}
