package io.xiaohu.payment.core;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Texts;
import io.xiaohu.payment.Demand;
import io.xiaohu.payment.jdbc.Demands;
import io.xiaohu.payment.jdbc.DeskActRows.Act;
import io.xiaohu.payment.jdbc.DeskActRows.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what an act would do, and to what, for whoever decides it. */
@Component
class DeskActWords {

    private static final Texts TEXTS = Texts.of("payment");

    private final Demands demands;
    private final Customers customers;
    private final PayeeNames names;

    DeskActWords(Demands demands, Customers customers, PayeeNames names) {
        this.demands = demands;
        this.customers = customers;
        this.names = names;
    }

    /** In one line, the customer masked and the merchant in full. */
    String say(Act act, Locale locale) {
        Customer customer = customers.get(act.customer());
        Map<String, Object> args = new HashMap<>();
        args.put("amount", act.amount().abs());
        args.put("name", Masks.name(customer.displayName()));
        args.put("phone", customer.phone().masked());
        args.put("why", TEXTS.get(locale, "why." + act.reasonCode()));
        if (act.kind() == Kind.REFUND) {
            Demand order = order(act);
            args.put("paid", order.amount());
            args.put("title", Objects.requireNonNull(order.memo()));
            args.put("order", Objects.requireNonNull(order.orderNumber()));
            args.put("merchant", names.shown(order.payee()));
        }
        String key = act.amount().isNegative() ? "TAKE" : DeskActKinds.name(act.kind());
        return TEXTS.get(locale, "proposal." + key, args);
    }

    /** The payment a refund is of; null for an adjustment. */
    @Nullable SubjectRef subject(Act act) {
        return act.kind() == Kind.ADJUSTMENT
                ? null
                : new SubjectRef(SubjectKind.PAYMENT, Objects.requireNonNull(order(act).posting()));
    }

    private Demand order(Act act) {
        return demands.find(Objects.requireNonNull(act.order())).orElseThrow();
    }
}
