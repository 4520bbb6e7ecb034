package io.xiaohu.notification.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.DeliveryStep.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is news: a trace in, a report, and whether it is written. */
class ProgressTests {

    @ParameterizedTest
    @CsvSource({
        "-:ASKED, a, ACCEPTED, true",
        "-:ASKED, a, DELIVERED, true",
        "-:ASKED a:ACCEPTED, a, ACCEPTED, false",
        "-:ASKED a:ACCEPTED, a, HANDED_ON, true",
        "-:ASKED a:ACCEPTED, a, DELIVERED, true",
        "-:ASKED a:ACCEPTED, a, FAILED, true",
        "-:ASKED a:DELIVERED, a, ACCEPTED, false",
        "-:ASKED a:ACCEPTED a:DELIVERED, a, HANDED_ON, false",
        "-:ASKED a:ACCEPTED a:DELIVERED, a, DELIVERED, false",
        "-:ASKED a:ACCEPTED a:DELIVERED, a, FAILED, false",
        "-:ASKED a:ACCEPTED a:FAILED, a, DELIVERED, false",
        "-:ASKED a:PASSED_OVER, a, PASSED_OVER, false",
        "-:ASKED a:PASSED_OVER, b, ACCEPTED, true",
        "-:ASKED a:PASSED_OVER b:ACCEPTED, a, DELIVERED, true",
        "-:ASKED a:PASSED_OVER b:ACCEPTED, a, FAILED, false",
        "-:ASKED a:PASSED_OVER b:FAILED, a, DELIVERED, true",
    })
    void isWritten(String trace, String provider, State reported, boolean news) {
        assertThat(Progress.isNews(steps(trace), provider, reported)).isEqualTo(news);
    }

    private static List<DeliveryStep> steps(String trace) {
        return Arrays.stream(trace.split(" "))
                .map(each -> each.split(":"))
                .map(each ->
                        new DeliveryStep(
                                State.valueOf(each[1]),
                                Instant.EPOCH,
                                null,
                                each[0].equals("-") ? null : each[0],
                                null,
                                false))
                .toList();
    }
}
