package io.xiaohu.funding;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Texts;
import io.xiaohu.limits.BeforeName;
import io.xiaohu.limits.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Tells who tops up that part of the money waits until the name is verified. */
@Service
public class TopUpAdvice {

    private static final Texts TEXTS = Texts.of("funding");
    private static final Texts ACTS = Texts.of("reasons");

    private final Limits limits;

    TopUpAdvice(Limits limits) {
        this.limits = limits;
    }

    /**
     * @param waits how much of the balance cannot leave before the name is verified
     */
    public record Advice(String title, String detail, Money waits, List<Failure.Action> actions) {}

    /** Empty where all that the account holds can leave it. */
    public Optional<Advice> forBalance(UUID customer, Locale locale) {
        return limits.beforeName(customer)
                .map(now -> advice(now, locale))
                .filter(advice -> advice.waits().isPositive());
    }

    private static Advice advice(BeforeName now, Locale locale) {
        Money waits = now.wouldWait(new Money(0, now.available().asset()));
        Map<String, Object> args = Map.of("waits", waits, "canLeave", now.canLeave());
        return new Advice(
                TEXTS.get(locale, "advice.verify.title"),
                TEXTS.get(locale, "advice.verify.detail", args),
                waits,
                List.of(
                        new Failure.Action(
                                Act.VERIFY,
                                Act.VERIFY.href(),
                                ACTS.get(locale, "act." + Act.VERIFY))));
    }
}
