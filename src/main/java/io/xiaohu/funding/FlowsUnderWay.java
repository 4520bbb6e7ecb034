package io.xiaohu.funding;

import io.xiaohu.funding.jdbc.FlowFinds;
import io.xiaohu.identity.ClosingHindrance;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Nobody's account is closed while a bank may still pay into it or out of it. */
@Component
class FlowsUnderWay implements ClosingHindrance {

    private final FlowFinds flows;

    FlowsUnderWay(FlowFinds flows) {
        this.flows = flows;
    }

    @Override
    public boolean hinders(UUID customer) {
        return flows.hasUnderWay(customer);
    }
}
