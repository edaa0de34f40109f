package org.liaoyuan.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who uses whom in the engine. */
class ArchitectureTest {

    private static final String TOP = "org.liaoyuan.engine";

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(TOP);

    @Test
    void onlyTheTopPackageUsesTheBinding() {
        classes()
                .that()
                .resideInAPackage(TOP + ".llama")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(TOP, TOP + ".llama")
                .check(ENGINE);
    }

    @Test
    void nativeMemoryIsTouchedInTheBindingAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TOP + ".llama")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(ENGINE);
    }

    @Test
    void thePackagesBelowDoNotKnowEachOtherExceptThatToolsAreToldByTemplatesAndWrittenAsGrammars() {
        slices().matching(TOP + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage(TOP + ".tool"), resideInAPackage(TOP + ".grammar"))
                .ignoreDependency(resideInAPackage(TOP + ".template"), resideInAPackage(TOP + ".tool"))
                .check(ENGINE);
    }

    /** Otherwise the top package and those below would be one knot: below, only its errors, messages and tools are known. */
    @Test
    void whatIsBelowKnowsOfTheTopPackageOnlyItsErrorsMessagesAndTools() {
        noClasses()
                .that()
                .resideInAnyPackage(TOP + ".gguf", TOP + ".template", TOP + ".llama")
                .should()
                .dependOnClassesThat(resideInAPackage(TOP)
                        .and(not(assignableTo(EngineException.class)))
                        .and(not(type(ChatMessage.class)))
                        .and(not(type(Tool.class)))
                        .and(not(type(ToolCall.class))))
                .check(ENGINE);
        classes()
                .that()
                .areAssignableTo(EngineException.class)
                .or()
                .areAssignableTo(ChatMessage.class)
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..")
                        .or(resideInAPackage("org.jspecify.."))
                        .or(resideInAPackage(TOP)))
                .check(ENGINE);
    }

    /** No Spring, no logging framework: a library that can be taken alone. */
    @Test
    void theEngineNeedsTheJdkAndJsonAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(TOP + "..", "java..", "org.jspecify.annotations", "tools.jackson..")
                .check(ENGINE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.slf4j..", "java.util.logging..", "org.apache..")
                .check(ENGINE);
    }
}
