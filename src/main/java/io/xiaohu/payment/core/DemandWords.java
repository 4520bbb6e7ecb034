package io.xiaohu.payment.core;

import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Written;
import io.xiaohu.notification.Notices;
import io.xiaohu.payment.Demand;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells people about what was asked of them and what became of what they asked. */
@Component
public class DemandWords {

    private final Notices notices;
    private final PayeeNames names;

    DemandWords(Notices notices, PayeeNames names) {
        this.notices = notices;
        this.names = names;
    }

    /** The one who was asked. */
    public void tellAsked(Demand request, UUID asked) {
        notices.tell(asked, "PAYMENT_ASKED", args(request, request.payee()), null);
    }

    /** The one who asked, after the other said no. */
    public void tellDeclined(Demand request, UUID asked) {
        notices.tell(request.payee(), "PAYMENT_DECLINED", args(request, asked), null);
    }

    /** Whoever did not see it happen: who asked, and whose code was read. */
    void tellPaid(Demand demand, UUID payer, UUID posting, boolean byCode) {
        if (!demand.isOrder()) {
            notices.tell(
                    demand.payee(),
                    "PAYMENT_ASKED_PAID",
                    args(demand, payer),
                    new SubjectRef(SubjectKind.TRANSFER, posting));
        } else if (byCode) {
            notices.tell(
                    payer,
                    "PAID_BY_CODE",
                    args(demand, demand.payee()),
                    new SubjectRef(SubjectKind.PAYMENT, posting));
        }
    }

    /** Whose code was read at a till that is told nothing of why it did not pay. */
    void tellRefused(Demand order, UUID payer, UUID posting) {
        notices.tell(
                payer,
                "PAY_CODE_REFUSED",
                args(order, order.payee()),
                new SubjectRef(SubjectKind.ATTEMPT, posting));
    }

    private Map<String, String> args(Demand demand, UUID other) {
        return Map.of("name", names.shown(other), "amount", Written.money(demand.amount()));
    }
}
