package org.liaoyuan.sound.enhancement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The denoisers of the aid run in the browser too, where there are no files, threads or native libraries. */
class BrowserPartTest {

    @Test
    void theDenoisersOfTheAidUseWhatTheBrowserHas() {
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
                                LookAheadDenoiser.class,
                                OverlapTransform.class,
                                Depth.class,
                                Bands.class,
                                BandGains.class,
                                BandLevels.class,
                                NoiseHeard.class,
                                Dense.class,
                                Gru.class));
    }
}
