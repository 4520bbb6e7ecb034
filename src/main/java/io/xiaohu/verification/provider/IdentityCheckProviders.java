package io.xiaohu.verification.provider;

import io.xiaohu.verification.CheckKind;
import io.xiaohu.verification.provider.aliyun.AliyunIdentityChecks;
import java.time.Clock;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who is asked here. In demo mode nobody but the demo is, whatever is configured. */
@Component
public class IdentityCheckProviders {

    private final IdentityCheckProvider provider;
    private final boolean demo;

    IdentityCheckProviders(
            IdentityCheckSettings settings,
            ObjectProvider<DemoIdentityChecks> demo,
            JsonMapper json,
            Clock clock) {
        DemoIdentityChecks ofDemo = demo.getIfAvailable();
        this.demo = ofDemo != null;
        this.provider = ofDemo != null ? ofDemo : configured(settings, json, clock);
    }

    public IdentityCheckProvider provider() {
        return provider;
    }

    public Set<CheckKind> kinds() {
        return provider.kinds();
    }

    /** Whether the answers mean nothing. */
    public boolean isDemo() {
        return demo;
    }

    private static IdentityCheckProvider configured(
            IdentityCheckSettings settings, JsonMapper json, Clock clock) {
        return switch (settings.provider()) {
            case "" -> new NoIdentityChecks();
            case AliyunIdentityChecks.NAME -> {
                IdentityCheckSettings.Aliyun aliyun = settings.aliyun();
                if (aliyun == null) {
                    throw new IllegalStateException("xiaohu.identity-checks.aliyun is not set");
                }
                yield new AliyunIdentityChecks(aliyun, settings.timeout(), json, clock);
            }
            default ->
                    throw new IllegalStateException(
                            "xiaohu.identity-checks.provider knows no "
                                    + settings.provider()
                                    + ": aliyun");
        };
    }
}
