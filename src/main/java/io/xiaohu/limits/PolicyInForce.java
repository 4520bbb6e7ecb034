package io.xiaohu.limits;

import io.xiaohu.kernel.Kept;
import io.xiaohu.kernel.Signals;
import io.xiaohu.limits.core.Policy;
import io.xiaohu.limits.jdbc.PolicyRows;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The policy as every payment needs it. */
@Component
class PolicyInForce implements DisposableBean {

    private final Kept<Policy> policy;

    PolicyInForce(PolicyRows rows, Signals signals) {
        this.policy = new Kept<>(signals, "limits", rows::read);
    }

    Policy get() {
        return policy.get();
    }

    /** Told in the transaction that changes it. */
    void changed() {
        policy.changed();
    }

    @Override
    public void destroy() throws Exception {
        policy.close();
    }
}
