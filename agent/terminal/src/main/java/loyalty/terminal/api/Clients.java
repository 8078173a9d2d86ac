package loyalty.terminal.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.text.JsonText;

/**
 * The clients of the local API, kept in a file of their own. The commands write it, the running
 * agent reads it again whenever it has changed. Thread-safe.
 */
public final class Clients {
    private static final String FILE = "clients.json";
    private static final int TOKEN_BYTES = 24;

    private final Path file;
    private List<Client> known = List.of();
    private String readAt = "";

    /** Those kept in a folder. */
    public Clients(Path home) {
        this.file = home.resolve(FILE);
    }

    /** All of them, by name. */
    public synchronized List<Client> all() throws IOException {
        String changed = lastChange();
        if (!changed.equals(readAt)) {
            known = read();
            readAt = changed;
        }
        return known;
    }

    /** Who has this token. */
    public Optional<Client> withToken(String token) throws IOException {
        String hash = Digests.sha256Hex(token);
        return all().stream().filter(client -> client.tokenHash().equals(hash)).findFirst();
    }

    /**
     * Adds one, or gives one that is there a new token and new scopes.
     *
     * @return the token, which is told this once
     */
    public synchronized String add(String name, Set<Scope> scopes, Instant at) throws IOException {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = "la_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        List<Client> next = new ArrayList<>(all());
        next.removeIf(client -> client.name().equals(name));
        next.add(new Client(name, Digests.sha256Hex(token), scopes, at));
        write(next);
        return token;
    }

    /** Takes one away; false if there is none of this name. */
    public synchronized boolean revoke(String name) throws IOException {
        List<Client> next = new ArrayList<>(all());
        boolean there = next.removeIf(client -> client.name().equals(name));
        if (there) {
            write(next);
        }
        return there;
    }

    /** What differs after each change; the time alone is too coarse for two in a row. */
    private String lastChange() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private List<Client> read() throws IOException {
        try {
            List<Problem> problems = new ArrayList<>();
            Fields root = Fields.of(JsonText.read(file), problems);
            List<Client> clients = root.each("clients", Clients::client);
            root.end();
            root.throwIfInvalid();
            return clients;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (InvalidDocumentException | DateTimeException e) {
            throw new IOException(file + " cannot be read: delete it and add the clients again", e);
        }
    }

    private static Client client(Fields fields) {
        Set<Scope> scopes = new HashSet<>();
        fields.texts("scopes").forEach(word -> Scope.of(word).ifPresent(scopes::add));
        return new Client(
                fields.requiredText("name"),
                fields.requiredText("tokenHash"),
                scopes,
                Instant.parse(fields.requiredText("added")));
    }

    private void write(List<Client> clients) throws IOException {
        Node document = Tree.mapping().put("clients", clients, Clients::node).node();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(FILE + ".new");
        PrivateFile.write(fresh, JsonText.pretty(document).getBytes(StandardCharsets.UTF_8));
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        known = List.copyOf(clients);
        readAt = lastChange();
    }

    private static Node node(Client client) {
        List<String> scopes = client.scopes().stream().map(Scope::word).sorted().toList();
        return Tree.mapping()
                .put("name", client.name())
                .put("tokenHash", client.tokenHash())
                .put("scopes", scopes, Tree::text)
                .put("added", client.added().toString())
                .node();
    }
}
