package loyalty.terminal.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.checkout.Approval;

/**
 * Cashiers with PINs, in a file of the agent's home that only its owner can read. Wrong PINs are
 * counted there too, so that a restart forgives nothing. While there are none, nobody is asked for
 * a PIN. Thread-safe.
 */
public final class Cashiers {
    /** The header that names who is there. */
    public static final String NAME_HEADER = "loyalty-cashier";

    /** The header with their PIN. */
    public static final String PIN_HEADER = "loyalty-pin";

    private static final String FILE = "cashiers.json";
    private static final Pattern PIN = Pattern.compile("[0-9]{4,12}");

    private final Path file;
    private final Limits limits;
    private final InstantSource clock;

    /** How many wrong PINs in a row are too many, and how long nothing counts then. */
    public record Limits(int tries, Duration lock) {
        /** Five tries, five minutes. */
        public static final Limits USUAL = new Limits(5, Duration.ofMinutes(5));
    }

    public Cashiers(Path home, Limits limits, InstantSource clock) {
        this.file = home.resolve(FILE);
        this.limits = limits;
        this.clock = clock;
    }

    /** All of them. */
    public synchronized List<Cashier> all() throws IOException {
        try {
            List<Problem> problems = new ArrayList<>();
            Fields root = Fields.of(JsonText.read(file), problems);
            List<Cashier> cashiers = root.each("cashiers", Cashiers::cashier);
            root.end();
            root.throwIfInvalid();
            return cashiers;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (InvalidDocumentException | DateTimeException e) {
            throw new IOException(
                    file + " cannot be read: delete it and add the cashiers again", e);
        }
    }

    /**
     * Adds one, or gives one that is there another PIN and role and a clean sheet.
     *
     * @throws IllegalArgumentException if the PIN is not 4 to 12 digits
     */
    public synchronized void add(String name, Approval role, String pin) throws IOException {
        if (!PIN.matcher(pin).matches()) {
            throw new IllegalArgumentException("a PIN is 4 to 12 digits");
        }
        put(new Cashier(name, role, PinHash.of(pin), 0, Optional.empty()));
    }

    /** Takes one away; false if there is none of this name. */
    public synchronized boolean remove(String name) throws IOException {
        List<Cashier> rest = new ArrayList<>(all());
        boolean there = rest.removeIf(cashier -> cashier.name().equals(name));
        if (there) {
            write(rest);
        }
        return there;
    }

    /** Who stands behind a request, by the headers it carries. */
    Approval approval(Request request) throws Refusal, IOException {
        Optional<String> name = request.header(NAME_HEADER);
        Optional<String> pin = request.header(PIN_HEADER);
        if (all().isEmpty()) {
            return Approval.SUPERVISOR;
        }
        return name.isPresent() && pin.isPresent()
                ? approval(name.get(), pin.get())
                : Approval.NONE;
    }

    private synchronized Approval approval(String name, String pin) throws Refusal, IOException {
        Optional<Cashier> found =
                all().stream().filter(cashier -> cashier.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            throw wrong("nobody of this name has a PIN here, or it is another one");
        }
        Cashier cashier = found.get();
        Instant now = clock.instant();
        if (cashier.lockedUntil().filter(now::isBefore).isPresent()) {
            throw locked(cashier.lockedUntil().get());
        }
        if (PinHash.matches(pin, cashier.pin())) {
            if (cashier.wrong() > 0 || cashier.lockedUntil().isPresent()) {
                put(cashier.tried(0, Optional.empty()));
            }
            return cashier.role();
        }
        int wrong = cashier.wrong() + 1;
        boolean tooMany = wrong >= limits.tries();
        Optional<Instant> until = tooMany ? Optional.of(now.plus(limits.lock())) : Optional.empty();
        put(cashier.tried(tooMany ? 0 : wrong, until));
        throw wrong("nobody of this name has a PIN here, or it is another one");
    }

    private static Refusal wrong(String why) {
        return new Refusal(403, "pin-wrong", "The PIN is not accepted: " + why + ".");
    }

    private static Refusal locked(Instant until) {
        return new Refusal(
                403,
                "pin-locked",
                "Too many wrong PINs: this cashier's is not accepted before " + until + ".",
                "Wait, or have \"loyalty-agent cashier add\" set a new one.");
    }

    private void put(Cashier changed) throws IOException {
        List<Cashier> next = new ArrayList<>(all());
        next.removeIf(cashier -> cashier.name().equals(changed.name()));
        next.add(changed);
        write(next);
    }

    private void write(List<Cashier> cashiers) throws IOException {
        Node document = Tree.mapping().put("cashiers", cashiers, Cashiers::node).node();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(FILE + ".new");
        PrivateFile.write(fresh, JsonText.pretty(document).getBytes(StandardCharsets.UTF_8));
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Node node(Cashier cashier) {
        Tree tree =
                Tree.mapping()
                        .put("name", cashier.name())
                        .put("role", cashier.role().word())
                        .put("pin", cashier.pin())
                        .put("wrong", cashier.wrong());
        cashier.lockedUntil().ifPresent(until -> tree.put("lockedUntil", until.toString()));
        return tree.node();
    }

    private static Cashier cashier(Fields fields) {
        return new Cashier(
                fields.requiredText("name"),
                fields.text("role").flatMap(Approval::of).orElse(Approval.NONE),
                fields.requiredText("pin"),
                (int) fields.whole("wrong", 0, 0, Integer.MAX_VALUE),
                fields.text("lockedUntil").map(Instant::parse));
    }
}
