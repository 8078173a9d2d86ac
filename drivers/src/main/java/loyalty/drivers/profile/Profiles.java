package loyalty.drivers.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All printer models known here. A broken file is told of and left out; the others count. */
public final class Profiles {
    private static final String BUNDLED = "/loyalty/devices/";

    private final SortedMap<String, PrinterProfile> byModel = new TreeMap<>();
    private final List<ProfileProblem> problems = new ArrayList<>();

    private Profiles() {}

    /** The models that come with the program. */
    public static Profiles bundled() {
        Profiles profiles = new Profiles();
        for (String name : resource("INDEX").lines().toList()) {
            if (!name.isBlank()) profiles.add(name, resource(name));
        }
        return profiles;
    }

    /** The bundled models, with those in {@code directory} added or put in their place. */
    public static Profiles with(Path directory) throws IOException {
        Profiles profiles = bundled();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.yaml")) {
            for (Path file : files) {
                profiles.add(file.toString(), Files.readString(file));
            }
        }
        return profiles;
    }

    /** Reads one file's text; for checking a profile before it is put to use. */
    public static List<ProfileProblem> check(String file, String yaml) {
        ProfileReader reader = new ProfileReader(file);
        boolean good = reader.read(yaml).isPresent();
        return good ? List.of() : reader.problems();
    }

    private void add(String file, String yaml) {
        ProfileReader reader = new ProfileReader(file);
        reader.read(yaml).ifPresent(profile -> byModel.put(profile.model(), profile));
        problems.addAll(reader.problems());
    }

    private static String resource(String name) {
        try (InputStream in = Profiles.class.getResourceAsStream(BUNDLED + name)) {
            if (in == null) throw new IllegalStateException("not in the jar: " + BUNDLED + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Collection<PrinterProfile> all() {
        return List.copyOf(byModel.values());
    }

    public List<ProfileProblem> problems() {
        return List.copyOf(problems);
    }

    public Optional<PrinterProfile> find(String model) {
        return Optional.ofNullable(byModel.get(model));
    }

    /** The model, or an error that names the ones there are. */
    public PrinterProfile need(String model) {
        return find(model)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no printer profile \""
                                                + model
                                                + "\"; there are "
                                                + String.join(", ", byModel.keySet())));
    }

    /** The models that say of themselves to be this USB device. */
    public List<PrinterProfile> fitting(int vendor, int product) {
        String id = String.format(Locale.ROOT, "%04x:%04x", vendor, product);
        return byModel.values().stream().filter(profile -> profile.usb().contains(id)).toList();
    }

    /** All models by name. */
    public Map<String, PrinterProfile> byModel() {
        return Map.copyOf(byModel);
    }
}
