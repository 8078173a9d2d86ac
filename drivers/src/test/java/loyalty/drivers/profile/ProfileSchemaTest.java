package loyalty.drivers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema that editors use and the reader that counts agree. */
class ProfileSchemaTest {
    private static final Path CONFIG = Path.of("../config");

    static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(CONFIG.resolve("devices"))) {
            return files.sorted().toList();
        }
    }

    private static List<?> schemaSays(String yaml) throws Exception {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(CONFIG.resolve("device.schema.json")));
        Object plain =
                new org.snakeyaml.engine.v2.api.Load(
                                org.snakeyaml.engine.v2.api.LoadSettings.builder().build())
                        .loadFromString(yaml);
        String json = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(plain);
        return schema.validate(json, InputFormat.JSON);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyProfileIsFineByBoth(Path file) throws Exception {
        String yaml = Files.readString(file);
        assertThat(schemaSays(yaml)).isEmpty();
        assertThat(Profiles.check(file.getFileName().toString(), yaml)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dialect: esc-pos, dialect: pcl",
        "columns: 48, columns: 200",
        "CP866: 17, CP866: 300",
        "raster: gs-v-0, raster: none",
        "kind: partial, kind: half",
        "pin: 2, pin: 3",
        "statusSafe: true, statusSafe: false",
        "title:, name:",
        "sources:, origin:"
    })
    void whatIsWrongIsWrongByBoth(String good, String bad) throws Exception {
        Path file = CONFIG.resolve("devices/zjiang-pos-8360.yaml");
        String yaml = Files.readString(file).replace(good, bad);
        assertThat(schemaSays(yaml)).isNotEmpty();
        assertThat(Profiles.check("zjiang-pos-8360.yaml", yaml)).isNotEmpty();
    }
}
