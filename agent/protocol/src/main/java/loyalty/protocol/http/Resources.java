package loyalty.protocol.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Files packed with the program, served under names without folders. Each is read once, when first
 * asked for.
 */
public final class Resources {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*\\.[a-z0-9]+");
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "woff2", "font/woff2");

    /** Nothing from elsewhere, no inline scripts, in nobody's frame. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    @SuppressWarnings("ArrayRecordComponent") // bytes for the socket
    private record Found(byte[] bytes, String tag) {}

    private final Class<?> beside;
    private final String folder;
    private final Map<String, Found> known = new ConcurrentHashMap<>();

    /** Serves the resources of a folder, such as {@code /web}, from the jar of a class. */
    public Resources(Class<?> beside, String folder) {
        this.beside = beside;
        this.folder = folder;
    }

    /** Answers with one file, or 304 if the caller has it. */
    public Answer file(Request request, String name) throws Refusal, IOException {
        Found found =
                find(name)
                        .orElseThrow(
                                () -> Refusal.missing("no-such-file", "There is no " + name + "."));
        Answer answer =
                request.header("if-none-match").filter(found.tag::equals).isPresent()
                        ? new Answer(304, Map.of(), new byte[0])
                        : Answer.of(200, type(name), found.bytes);
        return answer.with("etag", found.tag)
                .with("cache-control", "no-cache")
                .with("content-security-policy", POLICY)
                .with("referrer-policy", "no-referrer");
    }

    private Optional<Found> find(String name) throws IOException {
        Found before = known.get(name);
        if (before != null) {
            return Optional.of(before);
        }
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = beside.getResourceAsStream(folder + "/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            Found found = new Found(bytes, tag(bytes));
            known.put(name, found);
            return Optional.of(found);
        }
    }

    private static String type(String name) {
        return TYPES.getOrDefault(
                name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            String hex = HexFormat.of().formatHex(hash, 0, 12);
            return '"' + hex + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
