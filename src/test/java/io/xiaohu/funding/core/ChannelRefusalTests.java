package io.xiaohu.funding.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.funding.channel.ChannelRefusal;
import io.xiaohu.kernel.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelRefusalTests {

    @ParameterizedTest
    @EnumSource(ChannelRefusal.class)
    void eachIsSaidInBothLanguages(ChannelRefusal refusal) {
        assertThat(Texts.of("funding").has("refused." + refusal)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "51, INSUFFICIENT_FUNDS",
        "54, CARD_EXPIRED",
        "43, CARD_LOST",
        "AC04, ACCOUNT_CLOSED",
        "BE01, NAME_MISMATCH",
        "61, BANK_LIMIT",
        "14, CARD_NUMBER_WRONG",
        "59, RISK_CONTROL"
    })
    void whatBanksRefuseMostForIsKnownByItsCode(String code, ChannelRefusal meant) {
        assertThat(ChannelRefusal.of(code)).contains(meant);
    }

    @Test
    void aCodeIsKeptShortAndNoneIsNone() {
        assertThat(new ChannelAnswer.Failed(ChannelAnswer.Why.REJECTED, " ").code()).isNull();
        assertThat(new ChannelAnswer.Failed(ChannelAnswer.Why.REJECTED, "9".repeat(99)).code())
                .hasSize(ChannelAnswer.LONGEST_CODE);
    }
}
