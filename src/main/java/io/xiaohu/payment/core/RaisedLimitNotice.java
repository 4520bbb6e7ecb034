package io.xiaohu.payment.core;

import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Written;
import io.xiaohu.limits.LimitRaised;
import io.xiaohu.notification.Notices;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells a customer that they may pay more for a time: limits speak to nobody. */
@Component
class RaisedLimitNotice {

    private final Notices notices;

    RaisedLimitNotice(Notices notices) {
        this.notices = notices;
    }

    @ApplicationModuleListener
    void tell(LimitRaised raised) {
        notices.tell(
                raised.customerId(),
                "LIMIT_RAISED",
                Map.of(
                        "amount", Written.money(raised.cap()),
                        "until", raised.until().toString(),
                        "reason", raised.reason()),
                new SubjectRef(SubjectKind.ACCOUNT, raised.customerId()));
    }
}
