package io.xiaohu;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The architecture as the build sees it: who may use whom, and that nobody reaches inside. */
class ModulesTests {

    @Test
    void everyModuleUsesOnlyWhatItMay() {
        ApplicationModules.of(XiaohuApplication.class).verify();
    }
}
