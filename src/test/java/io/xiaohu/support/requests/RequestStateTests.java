package io.xiaohu.support.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.support.requests.RequestState.Who;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every move from every state, and who may make it: C customer, S staff, X the system. */
class RequestStateTests {

    @ParameterizedTest(name = "from {0}")
    @CsvSource(
            nullValues = "-",
            value = {
                // from, to: SUBMITTED, IN_PROGRESS, WAITING_FOR_CUSTOMER, RESOLVED, CLOSED,
                // CONVERSATION
                "SUBMITTED,            '', S,  S,  S, CSX, S",
                "IN_PROGRESS,          '', '', S,  S, CSX, S",
                "WAITING_FOR_CUSTOMER, '', CS, '', S, CSX, S",
                "RESOLVED,             '', CS, S,  '', CSX, S",
                "CLOSED,               '', CS, '', '', '', ''",
                "CONVERSATION,         '', S,  '', '', SX, ''",
            })
    void movesAreThoseOfTheTable(
            RequestState from,
            String submitted,
            String inProgress,
            String waiting,
            String resolved,
            String closed,
            String conversation) {
        assertThat(who(from, RequestState.SUBMITTED)).isEqualTo(submitted);
        assertThat(who(from, RequestState.IN_PROGRESS)).isEqualTo(inProgress);
        assertThat(who(from, RequestState.WAITING_FOR_CUSTOMER)).isEqualTo(waiting);
        assertThat(who(from, RequestState.RESOLVED)).isEqualTo(resolved);
        assertThat(who(from, RequestState.CLOSED)).isEqualTo(closed);
        assertThat(who(from, RequestState.CONVERSATION)).isEqualTo(conversation);
    }

    private static String who(RequestState from, RequestState to) {
        return (from.allows(to, Who.CUSTOMER) ? "C" : "")
                + (from.allows(to, Who.STAFF) ? "S" : "")
                + (from.allows(to, Who.SYSTEM) ? "X" : "");
    }
}
