package loyalty.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import loyalty.engine.Yaml;
import loyalty.engine.document.Node;
import org.junit.jupiter.api.Test;

/**
 * The published schema is what the reader asks for. To publish a change, run this test with {@code
 * -Dpublish.schema=true}.
 */
class PackSchemaTest {
    private static final Path PUBLISHED = Path.of("../../config/pack.schema.json");

    @Test
    void thePublishedSchemaIsWhatTheReaderAsksFor() throws IOException {
        String written = Json.write(RulePack.schema()) + "\n";
        if (Boolean.getBoolean("publish.schema")) {
            Files.writeString(PUBLISHED, written);
        }
        assertThat(Files.readString(PUBLISHED)).isEqualTo(written);
    }

    @Test
    void everyMechanicOfTheApiHasItsFragment() {
        assertThat(keys("promotions", "items", "properties", "reward", "properties"))
                .containsExactlyInAnyOrder(
                        "percentOff",
                        "amountOff",
                        "fixedPrice",
                        "nForM",
                        "nthUnit",
                        "combo",
                        "thresholdDiscount",
                        "earnRate",
                        "earnPoints",
                        "redeemRule",
                        "grant",
                        "issueCode",
                        "message");
    }

    @Test
    void everyConditionOfTheApiIsThere() {
        assertThat(keys("promotions", "items", "properties", "when", "properties"))
                .contains(
                        "schedule birthday stores regions channels registers segments tiers"
                                .split(" "))
                .contains("firstPurchase memberSince purchases spend away code codeWord".split(" "))
                .contains("basket trigger sample".split(" "));
    }

    @Test
    void everyNameOfAPromotionIsThere() {
        assertThat(keys("promotions", "items", "properties"))
                .containsAll(
                        Set.of(
                                ("id name from till when reward group priority excludes exclusive"
                                                + " limits lot texts")
                                        .split(" ")));
    }

    private static Set<String> keys(String... path) {
        Node node = RulePack.schema().entries().get("properties");
        for (String key : path) {
            node = ((Node.Mapping) node).entries().get(key);
        }
        return new TreeSet<>(((Node.Mapping) node).entries().keySet())
                .stream().collect(Collectors.toSet());
    }

    @Test
    void theExamplePackOfTheApiIsRead() {
        assertThat(Yaml.programme("veska").programme()).isEqualTo("veska");
    }
}
