package org.liaoyuan.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** What {@link ModulesTest} does not see: rules about kinds of classes. */
class ArchitectureTest {

    private static final String TOP = "org.liaoyuan.server";

    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(TOP);

    @Test
    void noRoomsFormACircle() {
        slices().matching(TOP + ".(*)..").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void whatIsInternalIsUsedInItsRoomAlone() {
        classes()
                .that()
                .resideInAPackage("..internal..")
                .should(new ArchCondition<>("be used in their own room") {
                    @Override
                    public void check(JavaClass used, ConditionEvents events) {
                        used.getDirectDependenciesToSelf().stream()
                                .filter(d -> !room(d.getOriginClass()).equals(room(used)))
                                .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
                    }
                })
                .check(SERVER);
    }

    private static String room(JavaClass type) {
        return type.getPackageName().replaceFirst("\\.internal.*", "");
    }

    @Test
    void doorsAreUsedBySpringAlone() {
        classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .or()
                .areMetaAnnotatedWith(ControllerAdvice.class)
                .should()
                .bePackagePrivate()
                .check(SERVER);
    }

    /**
     * Spring's pool is the one way to the database; where it is and how it starts is the store's affair. The ledger asks the pool
     * for a transaction of its own, the probe suite runs a model's SQL in one that it rolls back, and a backup copies whole tables.
     * Databases of organisations, which agents ask, are others.
     */
    @Test
    void connectionsAreMadeInTheStoreAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        TOP + ".store..", TOP + ".ledger", TOP + ".profile.grade", TOP + ".backup", TOP + ".tool.sql")
                .should()
                .dependOnClassesThat(type(DriverManager.class)
                        .or(type(Driver.class))
                        .or(type(Connection.class))
                        .or(resideInAPackage("javax.sql.."))
                        .or(resideInAPackage("com.zaxxer.hikari.."))
                        .or(resideInAPackage("org.postgresql..")))
                .check(SERVER);
    }

    @Test
    void theServerUsesTheEnginesFaceNotItsBinding() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.liaoyuan.engine.llama..", "org.liaoyuan.engine.template..")
                .check(SERVER);
    }

    /** Meters of energy are functions of the system and of the GPU's driver. */
    @Test
    void onlyTheMetersCallNativeCode() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Energy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..")
                .check(SERVER);
    }

    /** Words for people leave by the command's own writers: tests and pipes see them, and logs stay logs. */
    @Test
    void nothingIsPrintedPastTheCommandsWriters() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(SERVER);
    }

    /** What somebody sends is never code, a name to look up, an object to be made or a document that fetches others. */
    @Test
    void noTextIsRunLookedUpOrUnpackedIntoObjects() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("javax.script..")
                        .or(resideInAPackage("org.springframework.expression.."))
                        .or(resideInAPackage("javax.naming.."))
                        .or(resideInAPackage("javax.xml.."))
                        .or(resideInAPackage("org.w3c.dom.."))
                        .or(type(java.io.ObjectInputStream.class))
                        .or(type(java.beans.XMLDecoder.class)))
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(SERVER);
    }

    /** Tika tells what stands in a document as events of XML; nobody else hears any, and nobody makes a parser. */
    @Test
    void eventsOfDocumentsAreHeardWhereFilesAreRead() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TOP + ".space.read")
                .should()
                .dependOnClassesThat(resideInAPackage("org.xml.."))
                .check(SERVER);
    }

    /**
     * PostgreSQL, the package managers, the operator's command for keys and MCP servers, this program itself to read files, FFmpeg, and
     * programs of agents that are locked in: each with a list of arguments, no shell between (but the ones that build the lock and set
     * FFmpeg's limits, whose scripts are ours).
     */
    @Test
    void otherProgramsAreStartedInFewPlaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TOP + ".store", TOP + ".audio")
                .and()
                .doNotHaveSimpleName("PackageClient")
                .and()
                .doNotHaveSimpleName("KeyCommand")
                .and()
                .doNotHaveSimpleName("ReaderProcess")
                .and()
                .doNotHaveSimpleName("ServerProcess")
                .and()
                .doNotHaveSimpleName("LinuxSandbox")
                .should()
                .dependOnClassesThat(type(ProcessBuilder.class))
                .check(SERVER);
    }

    /** Where chance keeps a secret it is SecureRandom's; the others spread load and make questions. */
    @Test
    void chanceThatCanBeGuessedIsForRoutesAndQuestionsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TOP + ".model.internal.route", TOP + ".profile.probe")
                .should()
                .dependOnClassesThat(type(java.util.Random.class)
                        .or(type(java.util.SplittableRandom.class))
                        .or(type(java.util.concurrent.ThreadLocalRandom.class)))
                .orShould()
                .callMethod(Math.class, "random")
                .check(SERVER);
    }

    /** Whose certificate is taken is Java's to say, but for a directory's own authority and the commands' own server. */
    @Test
    void whomToTrustIsDecidedInTwoPlaces() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(PinnedCertificate|LdapTrust)(\\$.*)?")
                .should()
                .dependOnClassesThat(type(javax.net.ssl.TrustManager.class)
                        .or(type(javax.net.ssl.X509TrustManager.class))
                        .or(type(javax.net.ssl.X509ExtendedTrustManager.class))
                        .or(type(javax.net.ssl.HostnameVerifier.class)))
                .check(SERVER);
    }
}
