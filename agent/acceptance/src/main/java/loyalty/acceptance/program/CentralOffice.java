package loyalty.acceptance.program;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The bundled processor with its home directory, in a process of its own. */
public final class CentralOffice implements AutoCloseable {
    private static final String MAIN = "loyalty.processor.cli.Main";
    private static final List<String> MEMORY = List.of("-Xmx512m");
    private static final Pattern LISTENS = Pattern.compile("listens on port (\\d+)");

    private final Installed installed;
    private Program program;
    private int port;
    private String token = "";

    private CentralOffice(Installed installed) throws IOException {
        this.installed = installed;
        this.program = installed.start(0);
        this.port = awaitPort();
    }

    /** Loads programme and members into an empty home and starts on any free port. */
    public static CentralOffice open(Path home, Path pack, Path members) throws IOException {
        Installed installed =
                new Installed(
                        "processor",
                        MEMORY,
                        MAIN,
                        home.resolve("processor.out"),
                        List.of("--home", home.toString()));
        installed.run("pack", pack.toString());
        installed.run("import", members.toString());
        return new CentralOffice(installed);
    }

    /** One of several nodes: the same home for the keys, the same settings, its own log. */
    public static CentralOffice node(Path home, Path settings, String name) throws IOException {
        return new CentralOffice(
                new Installed(
                        "processor",
                        MEMORY,
                        MAIN,
                        home.resolve(name + ".out"),
                        List.of("--home", home.toString(), "--config", settings.toString())));
    }

    /** One of the processor's commands, run to its end; what it printed. */
    public List<String> command(String... words) throws IOException {
        return installed.run(words);
    }

    /** A one-time code with which a register enrols. */
    public String enrolmentCode(String register, String store) throws IOException {
        return installed.answer("code", "--register", register, "--store", store);
    }

    /** Everything the processor has on one member: account and sales. */
    public Calls.Answer person(String member) throws IOException {
        if (token.isEmpty()) {
            token = installed.answer("token", "--name", "acceptance", "--scopes", "personal");
        }
        return new Calls(address(), token).get("/v1/members/" + member + "/export");
    }

    /** Publishes a receipt template, signed, to all registers. */
    public void template(String name, String text) throws IOException, InterruptedException {
        String packs = installed.answer("token", "--name", "marketing", "--scopes", "packs");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(address().resolve("/v1/templates/" + encoded))
                        .header("authorization", "Bearer " + packs)
                        .header("content-type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("template " + name + ": " + answer.body());
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public boolean isRunning() {
        return program.isRunning();
    }

    /** The power cut. */
    public void kill() throws IOException {
        program.close();
    }

    /** Starts again where it was, on the same port. */
    public void start() throws IOException {
        program = installed.start(port);
        port = awaitPort();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }

    private int awaitPort() throws IOException {
        return Integer.parseInt(program.waitFor(LISTENS, Program.START).group(1));
    }
}
