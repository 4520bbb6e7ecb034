package io.xiaohu.identity;

import java.util.UUID;

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
}
