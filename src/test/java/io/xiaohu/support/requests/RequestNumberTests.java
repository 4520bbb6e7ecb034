package io.xiaohu.support.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestNumberTests {

    @Test
    void aNumberIsReadHoweverItIsGrouped() {
        String number = RequestNumber.of(1_000_001);
        assertThat(number).hasSize(8).startsWith("1000001");
        String grouped = number.substring(0, 4) + " " + number.substring(4);
        assertThat(RequestNumber.read(grouped)).contains(number);
        assertThat(RequestNumber.read(number.substring(0, 4) + "-" + number.substring(4)))
                .contains(number);
    }

    @Test
    void everySingleDigitThatWasMisheardIsFound() {
        String number = RequestNumber.of(4_821_907);
        for (int place = 0; place < 8; place++) {
            int at = place;
            assertThat(
                            IntStream.rangeClosed(0, 9)
                                    .mapToObj(digit ->
                                            number.substring(0, at)
                                                    + digit
                                                    + number.substring(at + 1))
                                    .filter(heard -> RequestNumber.read(heard).isPresent()))
                    .containsExactly(number);
        }
    }

    @Test
    void whatIsNoNumberIsNone() {
        assertThat(RequestNumber.read("")).isEmpty();
        assertThat(RequestNumber.read("１０００００１７")).isEmpty();
        assertThat(RequestNumber.read("100000179")).isEmpty();
    }
}
