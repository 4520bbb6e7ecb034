package io.xiaohu.limits;

import io.xiaohu.kernel.Signals;
import io.xiaohu.limits.core.Policy;
import io.xiaohu.limits.jdbc.PolicyRows;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The policy as every payment needs it: read once, and again when some server says that it was
 * changed, or after half a minute in case that was not heard.
 */
@Component
class PolicyInForce implements DisposableBean {

    private static final String TOPIC = "limits";
    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

    private record Known(Policy policy, long readAt) {}

    private final PolicyRows rows;
    private final Signals signals;
    private final AutoCloseable listening;
    private volatile @Nullable Known known;

    PolicyInForce(PolicyRows rows, Signals signals) {
        this.rows = rows;
        this.signals = signals;
        this.listening = signals.listen(TOPIC, key -> known = null);
    }

    Policy get() {
        Known now = known;
        if (now == null || System.nanoTime() - now.readAt() > KEPT_NANOS) {
            now = new Known(rows.read(), System.nanoTime());
            known = now;
        }
        return now.policy();
    }

    /**
     * Told in the transaction that changes it: this server reads it anew at once after the commit,
     * the others when they hear of it.
     */
    void changed() {
        signals.sendChange(TOPIC, "policy");
    }

    @Override
    public void destroy() throws Exception {
        listening.close();
    }
}
