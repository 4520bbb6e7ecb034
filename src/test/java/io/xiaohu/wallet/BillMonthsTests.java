package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Texts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillMonthsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOP_UP",
                "WITHDRAWAL",
                "TRANSFER",
                "TRANSFER_ARRIVAL",
                "TRANSFER_BACK",
                "PAYMENT",
                "REFUND",
                "ADJUSTMENT"
            })
    void whatIsBookedHasAKindWithWordsWhetherItComesOrGoes(String booked) {
        for (boolean came : new boolean[] {true, false}) {
            String kind = BillMonths.kind(booked, came);
            assertThat(BillMonths.KINDS).contains(kind);
            assertThat(Texts.of("wallet").has("statement.kind." + kind)).as(kind).isTrue();
        }
    }
}
