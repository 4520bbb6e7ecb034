package io.xiaohu.identity;

import io.xiaohu.kernel.Phone;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Checks payment PINs (支付密码). */
public interface PaymentPins {

    /**
     * Passes when the PIN is right. Call it outside a transaction: a wrong try is counted and
     * committed before it is answered.
     *
     * @throws io.xiaohu.kernel.ProblemException PIN_NOT_SET, PIN_WRONG with the tries left, or
     *     PIN_LOCKED with its end
     */
    void require(UUID customer, String pin);

    /**
     * The same, with all else a payment asks of identity, in one reading of the database.
     *
     * @param payee whose phone is paid; null where that is known otherwise
     * @param done whether this very payment was made before; asked only before a try is counted or
     *     refused
     * @return empty when it was made before and the PIN does not pass at once
     */
    Optional<Confirmed> confirm(
            UUID payer, String pin, @Nullable Phone payee, BooleanSupplier done);

    /**
     * A payer whose PIN was right.
     *
     * @param coolDowns those that run now, the one that ends first at the front
     * @param payee the customer with the phone asked for; empty when nobody has registered it
     */
    record Confirmed(List<CoolDown> coolDowns, Optional<Customer> payee) {}
}
