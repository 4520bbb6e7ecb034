package io.xiaohu.limits;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.limits.core.Fired;
import io.xiaohu.limits.core.RiskCode;
import java.util.List;

/**
 * What the risk rules say of a payment.
 *
 * @param outcome the strictest of what fired
 */
public record RiskVerdict(RiskOutcome outcome, List<Fired> fired) {

    static final RiskVerdict FREE = new RiskVerdict(RiskOutcome.ALLOW, List.of());

    public RiskVerdict {
        fired = List.copyOf(fired);
    }

    /**
     * What a refused customer is told: nothing of the rule, but a warning where the payee has been
     * reported.
     */
    public Problem refusal() {
        boolean reported = fired.stream().anyMatch(one -> one.rule() == RiskCode.REPORTED_PAYEE);
        return Problem.of(reported ? Reason.PAYEE_REPORTED : Reason.RISK_REFUSED);
    }
}
