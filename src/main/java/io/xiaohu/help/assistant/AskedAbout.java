package io.xiaohu.help.assistant;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of a customer's movements a question is about, as far as its words say. */
enum AskedAbout {
    TOP_UP("充值|充了|充钱|充的|充进|top(ped|ping)?.?up|deposit", "TOP_UP"),
    WITHDRAWAL("提现|提款|取现|提出来|withdr[ae]w|cash(ed)?.?out", "WITHDRAWAL"),
    REFUND("退款|退钱|退回来|refund", "REFUND"),
    TRANSFER("转账|转给|转错|转了|汇款|transfer|i sent|sent (him|her|them)", "TRANSFER_OUT"),
    ANY("到账|没收到|收不到钱|钱呢|钱去哪|钱哪去|钱到哪|扣了钱|扣款|钱不见|where.{0,12}money|not arrived|hasn't arrived", null);

    private static final Pattern AMOUNT =
            Pattern.compile("(?<![\\d.])(\\d{1,7}(?:\\.\\d{1,2})?)(?![\\d.])");

    private final Pattern words;
    private final @Nullable String kind;

    AskedAbout(String words, @Nullable String kind) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
        this.kind = kind;
    }

    /** Empty when the question is not about a movement. */
    static Optional<AskedAbout> in(String question) {
        return Arrays.stream(values())
                .filter(one -> one.words.matcher(question).find())
                .findFirst();
    }

    /** As in {@link io.xiaohu.kernel.Movement#kind}; null for every kind. */
    @Nullable String kind() {
        return kind;
    }

    /** The amount that was named, when one number was. */
    static Optional<BigDecimal> amount(String question) {
        Matcher numbers = AMOUNT.matcher(question);
        if (!numbers.find()) {
            return Optional.empty();
        }
        BigDecimal one = new BigDecimal(numbers.group(1));
        return numbers.find() || one.signum() == 0 ? Optional.empty() : Optional.of(one);
    }
}
