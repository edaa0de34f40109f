package org.liaoyuan.sound;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who uses whom. */
class ArchitectureTest {

    private static final String TOP = "org.liaoyuan.sound";

    private static final JavaClasses SOUND = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(TOP);

    @Test
    void noCycles() {
        slices().matching(TOP + ".(**)").should().beFreeOfCycles().check(SOUND);
    }

    @Test
    void theTopPackageKnowsNoneBelow() {
        classes()
                .that()
                .resideInAPackage(TOP)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(TOP, "java.lang..", "java.util", "org.jspecify..")
                .check(SOUND);
    }

    @Test
    void whatTheBrowserRunsUsesWhatTheBrowserHas() {
        noClasses()
                .that()
                .resideInAnyPackage(TOP, TOP + ".dsp..", TOP + ".hearing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio..",
                        "java.util.concurrent..",
                        "java.util.stream..",
                        "java.lang.foreign..",
                        "javax..",
                        "ai.onnxruntime..")
                .allowEmptyShould(true)
                .check(SOUND);
    }
}
