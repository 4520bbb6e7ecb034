package io.xiaohu.reasons;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestCustomer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of the table: a reason, how it comes about, and what has to be said and moved then.
 *
 * @param status of the HTTP answer; {@link #INSIDE} when it is told inside an answer that succeeds
 * @param acts what is offered, in this order
 * @param subject what it can be asked about; null for nothing
 * @param whose whose balances are looked at; null for nobody's
 * @param available by how much those change, as a decimal
 * @param held the same of what is held
 * @param scene makes it happen once, for a reader of this language
 */
record Occasion(
        Reason reason,
        int status,
        MoneyState money,
        List<Act> acts,
        @Nullable SubjectKind subject,
        @Nullable Supplier<TestCustomer> whose,
        String available,
        String held,
        Scene scene) {

    static final int INSIDE = 0;

    /** Makes it happen. */
    interface Scene {
        Told play(String language);
    }

    /** What was answered, or what stands inside an answer. */
    record Told(int status, JsonNode said) {

        static Told by(ApiCaller.Answer answer) {
            return new Told(answer.status(), answer.json());
        }

        static Told inside(JsonNode failure) {
            return new Told(INSIDE, failure);
        }
    }

    /** It is the answer to a call. */
    static Occasion answered(Reason reason, int status, MoneyState money, Act... acts) {
        return new Occasion(
                reason,
                status,
                money,
                List.of(acts),
                null,
                null,
                "0.00",
                "0.00",
                language -> {
                    throw new IllegalStateException("nothing makes " + reason + " happen");
                });
    }

    /** It stands inside an answer, as a flow's failure or progress. */
    static Occasion told(Reason reason, MoneyState money, Act... acts) {
        return answered(reason, INSIDE, money, acts);
    }

    Occasion about(SubjectKind kind) {
        return new Occasion(reason, status, money, acts, kind, whose, available, held, scene);
    }

    /** Nothing of this customer's may move. */
    Occasion of(Supplier<TestCustomer> customer) {
        return of(customer, "0.00", "0.00");
    }

    /** This much of this customer's moves. */
    Occasion of(Supplier<TestCustomer> customer, String changeAvailable, String changeHeld) {
        return new Occasion(
                reason, status, money, acts, subject, customer, changeAvailable, changeHeld, scene);
    }

    Occasion when(Scene how) {
        return new Occasion(reason, status, money, acts, subject, whose, available, held, how);
    }

    @Override
    public String toString() {
        return reason + " " + (status == INSIDE ? "inside" : status);
    }
}
