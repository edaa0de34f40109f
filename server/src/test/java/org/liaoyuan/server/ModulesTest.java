package org.liaoyuan.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void everyModuleUsesOnlyThePublicFaceOfOthersAndNothingPointsBackUp() {
        ApplicationModules modules = ApplicationModules.of(Application.class);

        modules.forEach(System.out::println);
        modules.verify();
    }
}
