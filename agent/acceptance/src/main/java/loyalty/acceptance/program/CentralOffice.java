package loyalty.acceptance.program;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The bundled processor with its home directory, in a process of its own. */
public final class CentralOffice implements AutoCloseable {
    private static final String MAIN = "loyalty.processor.cli.Main";
    private static final Pattern LISTENS = Pattern.compile("listens on port (\\d+)");

    private final List<String> place;
    private final Path log;
    private Program program;
    private int port;
    private String token = "";

    private CentralOffice(List<String> place, Path log) throws IOException {
        this.place = List.copyOf(place);
        this.log = log;
        this.program = started(place, log, 0);
        this.port = awaitPort();
    }

    /** Loads programme and members into an empty home and starts on any free port. */
    public static CentralOffice open(Path home, Path pack, Path members) throws IOException {
        Path log = home.resolve("processor.out");
        List<String> place = List.of("--home", home.toString());
        run(place, log, "pack", pack.toString());
        run(place, log, "import", members.toString());
        return new CentralOffice(place, log);
    }

    /** One of several nodes: the same home for the keys, the same settings, its own log. */
    public static CentralOffice node(Path home, Path settings, String name) throws IOException {
        List<String> place = List.of("--home", home.toString(), "--config", settings.toString());
        return new CentralOffice(place, home.resolve(name + ".out"));
    }

    /** One of the processor's commands, run to its end; what it printed. */
    public List<String> command(String... words) throws IOException {
        return run(place, log, words);
    }

    /** A one-time code with which a register enrols. */
    public String enrolmentCode(String register, String store) throws IOException {
        return last(command("code", "--register", register, "--store", store));
    }

    /** Everything the processor has on one member: account and sales. */
    public Calls.Answer person(String member) throws IOException {
        if (token.isEmpty()) {
            token = last(command("token", "--name", "acceptance", "--scopes", "personal"));
        }
        return new Calls(address(), token).get("/v1/members/" + member + "/export");
    }

    /** Publishes a receipt template, signed, to all registers. */
    public void template(String name, String text) throws IOException, InterruptedException {
        String packs = last(command("token", "--name", "marketing", "--scopes", "packs"));
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

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
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
        program = started(place, log, port);
        port = awaitPort();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }

    private int awaitPort() throws IOException {
        return Integer.parseInt(program.waitFor(LISTENS, Duration.ofSeconds(30)).group(1));
    }

    private static Program started(List<String> place, Path log, int port) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--port", Integer.toString(port)));
        arguments.addAll(place);
        return Program.start("processor", log, MAIN, arguments);
    }

    private static List<String> run(List<String> place, Path log, String... words)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(place);
        return Program.run("processor " + words[0], log, MAIN, arguments);
    }
}
