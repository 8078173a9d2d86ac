package loyalty.drivers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DriversArchitectureTest {
    private static final JavaClasses DRIVERS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("loyalty.drivers");

    @Test
    void deviceLibrariesHaveOneHome() {
        noClasses()
                .that()
                .resideOutsideOfPackage("loyalty.drivers.link")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fazecast..", "org.usb4java..", "javax.usb..")
                .check(DRIVERS);
    }

    @Test
    void theCLibraryHasOneHome() {
        noClasses()
                .that()
                .resideOutsideOfPackage("loyalty.drivers.posix")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(DRIVERS);
    }

    @Test
    void driversKnowNothingOfLoyalty() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "loyalty.engine..",
                        "loyalty.terminal..",
                        "loyalty.processor..",
                        "loyalty.protocol..")
                .check(DRIVERS);
    }

    @Test
    void nobodyReadsTheWallClockBehindOurBack() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(DRIVERS);
    }
}
