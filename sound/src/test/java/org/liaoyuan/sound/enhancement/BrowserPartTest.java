package org.liaoyuan.sound.enhancement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The live denoiser runs in the browser too, where there are no files, threads or native libraries. */
class BrowserPartTest {

    @Test
    void theLiveDenoiserUsesWhatTheBrowserHas() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio..",
                        "java.util.concurrent..",
                        "java.util.stream..",
                        "java.lang.foreign..",
                        "javax..",
                        "ai.onnxruntime..")
                .check(new ClassFileImporter()
                        .importClasses(
                                LowDelayDenoiser.class,
                                DenoiserWeights.class,
                                AsymmetricTransform.class,
                                Bands.class,
                                BandLevels.class,
                                NoiseHeard.class,
                                Dense.class,
                                Gru.class));
    }
}
