package loyalty.drivers.scanner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import loyalty.drivers.UsbIdentity;
import loyalty.drivers.scanner.ScannerModel.Mode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The scanners we know: the file {@code config/scanners.yaml}. */
public final class ScannerModels {
    /** None known: scanners work, but are not recognised. */
    public static final ScannerModels NONE = new ScannerModels(List.of(), List.of());

    private static final String BUNDLED = "/loyalty/scanners.yaml";

    private final List<ScannerModel> models;
    private final List<SetupCode> setupCodes;

    ScannerModels(List<ScannerModel> models, List<SetupCode> setupCodes) {
        this.models = List.copyOf(models);
        this.setupCodes = List.copyOf(setupCodes);
    }

    /** Those this program came with. */
    public static ScannerModels bundled() {
        try (InputStream in = ScannerModels.class.getResourceAsStream(BUNDLED)) {
            if (in == null) throw new IllegalStateException("not in the jar: " + BUNDLED);
            return read("scanners.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the file.
     *
     * @throws IOException if it cannot be read or is not such a file; says which entry
     */
    public static ScannerModels read(Path file) throws IOException {
        return read(file.toString(), Files.readString(file));
    }

    private static ScannerModels read(String file, String text) throws IOException {
        Load load = new Load(LoadSettings.builder().setLabel(file).build());
        try {
            if (!(load.loadFromString(text) instanceof Map<?, ?> map)) {
                throw new IOException(file + ": a list \"scanners\" is expected at the top");
            }
            List<SetupCode> setup =
                    map.containsKey("setup")
                            ? entries(file, map, "setup", ScannerModels::setupCode)
                            : List.of();
            return new ScannerModels(entries(file, map, "scanners", ScannerModels::model), setup);
        } catch (YamlEngineException e) {
            throw new IOException(file + " is not YAML: " + e.getMessage(), e);
        }
    }

    private static <T> List<T> entries(
            String file, Map<?, ?> map, String key, Function<Map<?, ?>, T> reading)
            throws IOException {
        if (!(map.get(key) instanceof List<?> list)) {
            throw new IOException(file + ": a list \"" + key + "\" is expected at the top");
        }
        List<T> entries = new ArrayList<>();
        for (Object entry : list) {
            try {
                entries.add(reading.apply((Map<?, ?>) entry));
            } catch (IllegalArgumentException | ClassCastException e) {
                throw new IOException(
                        file + ", " + key + " " + (entries.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return entries;
    }

    private static SetupCode setupCode(Map<?, ?> entry) {
        return new SetupCode(
                String.valueOf(required(entry, "name")),
                mode(String.valueOf(required(entry, "mode"))),
                String.valueOf(required(entry, "code128")),
                String.valueOf(required(entry, "source")));
    }

    private static ScannerModel model(Map<?, ?> entry) {
        List<UsbIdentity> usb = new ArrayList<>();
        for (Object each : (List<?>) required(entry, "usb")) {
            usb.add(UsbIdentity.parse(String.valueOf(each)));
        }
        return new ScannerModel(
                String.valueOf(required(entry, "name")),
                mode(String.valueOf(required(entry, "mode"))),
                usb);
    }

    private static Object required(Map<?, ?> entry, String key) {
        Object value = entry.get(key);
        if (value == null) throw new IllegalArgumentException("lacks \"" + key + "\"");
        return value;
    }

    private static Mode mode(String word) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "mode is hid-pos, serial or keyboard, not " + word));
    }

    /** Barcodes that switch scanners over. */
    public List<SetupCode> setupCodes() {
        return setupCodes;
    }

    /** Those that the device found may be. */
    public List<ScannerModel> fitting(UsbIdentity found) {
        return models.stream().filter(model -> model.fits(found)).toList();
    }
}
