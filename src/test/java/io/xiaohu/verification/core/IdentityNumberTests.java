package io.xiaohu.verification.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityNumberTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    /** The first is the example in GB 11643 itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    11010519491231002X   | 1949-12-31 | 1****************X
                    11010519491231002x   | 1949-12-31 | 1****************X
                    １１０１０５１９４９１２３１００２Ｘ | 1949-12-31 | 1****************X
                    440524 18800101 0014 |            |
                    110105 1949 1231 002X | 1949-12-31 | 1****************X
                    440524200002290010   | 2000-02-29 | 4****************0
                    830000199201300022   | 1992-01-30 | 8****************2
                    """)
    void isReadAsPeopleTypeIt(String typed, @Nullable LocalDate born, @Nullable String masked) {
        if (born == null) {
            assertThat(refused(typed)).isEqualTo("DATE");
            return;
        }
        IdentityNumber number = IdentityNumber.parse(typed, TODAY);
        assertThat(number.born()).isEqualTo(born);
        assertThat(number.masked()).isEqualTo(masked);
        assertThat(number.toString()).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    110105491231002    | LENGTH
                    1101051949123100   | LENGTH
                    110105194912310021X| LENGTH
                    11010519491231X020 | LENGTH
                    ''                 | LENGTH
                    000105194912310021 | REGION
                    990105194912310021 | REGION
                    110105194902300021 | DATE
                    110105190002290021 | DATE
                    110105189912310021 | DATE
                    110105209912310021 | DATE
                    110105194912310021 | DIGIT
                    11010519491321002X | DATE
                    11010519491213002X | DIGIT
                    """)
    void saysWhatIsWrongWithIt(String typed, String which) {
        assertThat(refused(typed)).isEqualTo(which);
    }

    @ParameterizedTest
    @CsvSource({
        "20101125, true",
        "20101126, false",
        "20261125, false",
        "19900101, true",
        "20080229, true"
    })
    void atSixteenSomebodyIsOfAge(String born, boolean ofAge) {
        String first = "330106" + born + "001";
        IdentityNumber number =
                IdentityNumber.parse(first + IdentityNumber.checkDigit(first), TODAY);
        assertThat(number.isOfAge(TODAY)).isEqualTo(ofAge);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    林小满       | 林小满
                    ' 林 小 满 '  | 林小满
                    阿卜杜拉•买买提 | 阿卜杜拉·买买提
                    阿卜杜拉．买买提 | 阿卜杜拉·买买提
                    Mary  Smith | Mary Smith
                    """)
    void namesAreReadAsPeopleTypeThem(String typed, String read) {
        assertThat(RealName.parse(typed).value()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"林", "''", "林小满1", "<b>林</b>", "·林", "🦊🦊"})
    void whatIsNoNameIsRefused(String typed) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> RealName.parse(typed))
                .satisfies(
                        e -> assertThat(e.problem().reason()).isEqualTo(Reason.REAL_NAME_INVALID));
    }

    private static Object refused(String typed) {
        try {
            IdentityNumber.parse(typed, TODAY);
        } catch (ProblemException e) {
            assertThat(e.problem().reason()).isEqualTo(Reason.IDENTITY_NUMBER_INVALID);
            assertThat(String.valueOf(e.getMessage())).doesNotContain("1949");
            return String.valueOf(e.problem().args().get("case"));
        }
        throw new AssertionError("accepted");
    }
}
