package io.xiaohu.notification.core;

import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.DeliveryStep.State;
import java.util.List;

/** Decides whether a report says anything the trace does not say already. */
public final class Progress {

    private Progress() {}

    /**
     * Reports come twice and in any order: one that repeats, or that tells of an earlier place than
     * the provider has already reported, is no news. Neither is the failure of a provider that was
     * passed over, once another one has the text.
     */
    public static boolean isNews(List<DeliveryStep> trace, String provider, State reported) {
        boolean ended =
                trace.stream().anyMatch(step -> isBy(step, provider) && step.state().isLast());
        boolean further =
                trace.stream()
                        .filter(step -> isBy(step, provider))
                        .noneMatch(step -> place(step.state()) >= place(reported));
        boolean elsewhere =
                trace.stream()
                        .anyMatch(step ->
                                step.provider() != null
                                        && !isBy(step, provider)
                                        && place(step.state()) >= place(State.ACCEPTED)
                                        && step.state() != State.FAILED);
        return !ended && further && !(reported == State.FAILED && elsewhere);
    }

    private static boolean isBy(DeliveryStep step, String provider) {
        return provider.equals(step.provider());
    }

    private static int place(State state) {
        return switch (state) {
            case ASKED -> 0;
            case PASSED_OVER -> 1;
            case ACCEPTED -> 2;
            case HANDED_ON -> 3;
            case DELIVERED, FAILED -> 4;
        };
    }
}
