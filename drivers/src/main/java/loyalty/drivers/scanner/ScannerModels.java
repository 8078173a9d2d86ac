package loyalty.drivers.scanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import loyalty.drivers.UsbIdentity;
import loyalty.drivers.scanner.ScannerModel.Mode;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The scanners we know: the file {@code config/scanners.yaml}. */
public final class ScannerModels {
    /** None known: scanners work, but are not recognised. */
    public static final ScannerModels NONE = new ScannerModels(List.of());

    private final List<ScannerModel> models;

    ScannerModels(List<ScannerModel> models) {
        this.models = List.copyOf(models);
    }

    /**
     * Reads the file.
     *
     * @throws IOException if it cannot be read or is not such a file; says which entry
     */
    public static ScannerModels read(Path file) throws IOException {
        Load load = new Load(LoadSettings.builder().setLabel(file.toString()).build());
        try {
            Object document = load.loadFromString(Files.readString(file));
            return new ScannerModels(models(file, document));
        } catch (YamlEngineException e) {
            throw new IOException(file + " is not YAML: " + e.getMessage(), e);
        }
    }

    private static List<ScannerModel> models(Path file, @Nullable Object document)
            throws IOException {
        if (!(document instanceof Map<?, ?> map && map.get("scanners") instanceof List<?> list)) {
            throw new IOException(file + ": a list \"scanners\" is expected at the top");
        }
        List<ScannerModel> models = new ArrayList<>();
        for (Object entry : list) {
            try {
                models.add(model((Map<?, ?>) entry));
            } catch (IllegalArgumentException | ClassCastException e) {
                throw new IOException(
                        file + ", scanner " + (models.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return models;
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

    /** Those that the device found may be. */
    public List<ScannerModel> fitting(UsbIdentity found) {
        return models.stream().filter(model -> model.fits(found)).toList();
    }
}
