package loyalty.terminal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    /**
     * The way of a sale, first to last, on the ground it stands on. A package may use those before
     * it, never those after it.
     */
    private static final List<String> WAY =
            List.of(
                    "clock",
                    "database",
                    "scan",
                    "member",
                    "sale",
                    "commit",
                    "print",
                    "sync",
                    "checkout",
                    "api",
                    "settings",
                    "agent",
                    "cli");

    private static final JavaClasses TERMINAL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("loyalty.terminal");

    @TestFactory
    Stream<DynamicTest> aStageUsesOnlyEarlierOnes() {
        return IntStream.range(0, WAY.size() - 1)
                .mapToObj(i -> DynamicTest.dynamicTest(WAY.get(i), () -> looksBackOnly(i)));
    }

    private static void looksBackOnly(int stage) {
        String[] later =
                WAY.stream()
                        .skip(stage + 1)
                        .map(s -> "loyalty.terminal." + s + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("loyalty.terminal." + WAY.get(stage) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later)
                .allowEmptyShould(true)
                .check(TERMINAL);
    }

    @Test
    void everyPackageIsAStage() {
        noClasses()
                .should()
                .resideOutsideOfPackages(
                        Stream.concat(
                                        Stream.of("loyalty.terminal"),
                                        WAY.stream().map(s -> "loyalty.terminal." + s + ".."))
                                .toArray(String[]::new))
                .check(TERMINAL);
    }

    @Test
    void theTerminalKnowsNoProcessor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("loyalty.processor..")
                .check(TERMINAL);
    }

    @Test
    void eachLibraryHasOneHome() {
        onlyIn("java.sql..", "database", "commit", "member");
        onlyIn("org.sqlite..", "database");
        onlyIn("io.github.resilience4j..", "sync");
        onlyIn("io.netty..", "sync");
        onlyIn("picocli..", "cli");
        onlyIn("io.prometheus..", "api");
        onlyIn("ch.qos.logback..");
    }

    private static void onlyIn(String library, String... homes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        Stream.of(homes)
                                .map(h -> "loyalty.terminal." + h + "..")
                                .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(TERMINAL);
    }

    @Test
    void nobodyReadsTheWallClockBehindOurBack() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(TERMINAL);
    }
}
