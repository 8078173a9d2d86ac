package loyalty.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PurityTest {
    private static final JavaClasses ENGINE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("loyalty.engine");

    private static final DescribedPredicate<JavaClass> BINARY_FRACTION =
            DescribedPredicate.describe(
                    "a binary fraction",
                    type -> {
                        String name = type.getBaseComponentType().getName();
                        return name.equals("double")
                                || name.equals("float")
                                || name.equals("java.lang.Double")
                                || name.equals("java.lang.Float");
                    });

    private static final DescribedPredicate<JavaMethod> TAKES_BINARY_FRACTION =
            DescribedPredicate.describe(
                    "take or give a binary fraction",
                    method ->
                            BINARY_FRACTION.test(method.getRawReturnType())
                                    || method.getRawParameterTypes().stream()
                                            .anyMatch(BINARY_FRACTION));

    @Test
    void engineKnowsNothingButThePureJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "loyalty.engine..",
                                "java.lang..",
                                "java.util..",
                                "java.math..",
                                "java.time..",
                                "java.nio.charset..",
                                "java.security..",
                                "javax.crypto..",
                                "org.jspecify.annotations.."))
                .check(ENGINE);
    }

    @Test
    void engineHasNoBinaryFractions() {
        noFields().should().haveRawType(BINARY_FRACTION).check(ENGINE);
        noMethods().should(be(TAKES_BINARY_FRACTION)).check(ENGINE);
        noClasses()
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "gives a binary fraction",
                                call -> BINARY_FRACTION.test(call.getTarget().getRawReturnType())))
                .check(ENGINE);
    }

    @Test
    void engineHasNoClockAndNoChance() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.Random|java\\.security\\.SecureRandom|java\\.util\\.UUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(ENGINE);
    }
}
