package loyalty.receipt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("loyalty.receipt");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("loyalty.receipt.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingNeedsTheDesktopSoATrimmedRuntimeCanPrint() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..")
                .check(CLASSES);
    }

    @Test
    void eachLibraryHasOneHome() {
        noClasses()
                .that()
                .resideOutsideOfPackage("loyalty.receipt.code")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.zxing..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("loyalty.receipt.template")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.samskivert..")
                .check(CLASSES);
    }
}
