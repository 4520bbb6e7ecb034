package io.xiaohu.trust.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.Verdict;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever an operator registers is official however people write it, and what is near it is not.
 */
class OwnContactsInEveryFormTests {

    private static final Checker CHECKER =
            new Checker(
                    List.of(
                            new OfficialContact(ContactKind.PHONE, "0571-86001234"),
                            new OfficialContact(ContactKind.PHONE, "+852 3000 1234"),
                            new OfficialContact(ContactKind.PHONE, "+86 10 6500 1234"),
                            new OfficialContact(ContactKind.PHONE, "400-000-7281"),
                            new OfficialContact(ContactKind.DOMAIN, "www.xiaohu-wallet.example")),
                    List.of(),
                    List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0571-86001234",
                "0571 8600 1234",
                "(0571) 86001234",
                "+86 571 8600 1234",
                "+86 (0)571 8600 1234",
                "+86-0571-86001234",
                "0086 571 86001234",
                "86 571 8600 1234",
                "0571-86001234 转 8001",
                "+852 3000 1234",
                "852 3000 1234",
                "00852-3000-1234",
                "010-65001234",
                "+86 10 6500 1234",
                "400-000-7281",
                "4000007281",
                "+86 400 000 7281",
                "https://www.xiaohu-wallet.example/zh/contact",
                "https://xiaohu-wallet.example/",
                "xiaohu-wallet.example",
                "help.xiaohu-wallet.example"
            })
    void ours(String written) {
        assertThat(CHECKER.check(written).decides().verdict()).isEqualTo(Verdict.OFFICIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0400-000-7281",
                "+400-000-7281",
                "+4000007281",
                "004000007281",
                "00 400 000 7281",
                "0571-86001235",
                "+86 571 8600 1243",
                "00852-3000-1235",
                "010-65001243",
                "www.xiaohu-wallets.example",
                "xiaohu-wallet.example.cn"
            })
    void nearOurs(String written) {
        assertThat(CHECKER.check(written).decides().verdict())
                .isIn(Verdict.IMPOSTOR, Verdict.SUSPICIOUS);
    }
}
