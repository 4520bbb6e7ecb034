package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many guesses from everywhere, and what the time of an answer tells (B1, B4). */
@IntegrationTest
class GuessingIntegrationTests {

    private static final int PHONES = 40;
    private static final int TRIES = 4;

    /** Beyond this many standard deviations two samples are not of one distribution. */
    private static final double TOLD_APART = 4.5;

    @LocalServerPort private int port;

    @Test
    void ofAThousandGuessesFromEverywhereNoneOpensAndTheOwnerGetsInMeanwhile() {
        TestCustomer chen = TestCustomer.register(port);
        ConcurrentLinkedQueue<Integer> owner = new ConcurrentLinkedQueue<>();
        List<String> guesses =
                AtOnce.times(
                                20,
                                guesser -> {
                                    List<String> answers = new ArrayList<>();
                                    for (int n = 0; n < 50; n++) {
                                        answers.add(guess(chen, guesser, n));
                                        if (guesser == 0 && n % 10 == 9) {
                                            owner.add(
                                                    signIn(
                                                                    chen.api(),
                                                                    chen.phone(),
                                                                    TestCustomer.PASSWORD)
                                                            .status());
                                        }
                                    }
                                    return answers;
                                })
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        assertThat(guesses).hasSize(1_000);
        assertThat(guesses.stream().filter("CREDENTIALS_WRONG"::equals)).hasSizeLessThan(5);
        assertThat(guesses).containsOnly("CREDENTIALS_WRONG", "SIGN_IN_LOCKED");
        assertThat(owner).hasSize(5).containsOnly(201);
    }

    @Test
    void theTimeOfAnAnswerDoesNotTellWhetherAPhoneIsRegistered() {
        List<String> registered =
                IntStream.range(0, PHONES)
                        .mapToObj(n -> TestCustomer.register(port).phone())
                        .toList();
        ApiCaller stranger = new ApiCaller(port);
        signIn(stranger, TestCustomer.newPhone(), "warming-up-first");
        List<Double> known = new ArrayList<>();
        List<Double> unknown = new ArrayList<>();
        List<Double> locked = new ArrayList<>();
        for (String phone : registered) {
            String nobody = TestCustomer.newPhone();
            for (int i = 0; i < TRIES; i++) {
                boolean first = i % 2 == 0;
                (first ? known : unknown).add(time(stranger, first ? phone : nobody));
                (first ? unknown : known).add(time(stranger, first ? nobody : phone));
            }
            time(stranger, phone);
            locked.add(time(stranger, phone));
        }
        assertThat(Math.abs(deviations(known, unknown))).isLessThan(TOLD_APART);
        // The same measure does tell an answer without a comparison from one with it.
        assertThat(Math.abs(deviations(locked, unknown))).isGreaterThan(TOLD_APART);
    }

    private static double time(ApiCaller caller, String phone) {
        long start = System.nanoTime();
        signIn(caller, phone, "no-password-of-theirs");
        return System.nanoTime() - start;
    }

    /**
     * The Mann–Whitney statistic of two samples in standard deviations: how far the one tends to be
     * above the other, whatever their distribution.
     */
    private static double deviations(List<Double> one, List<Double> other) {
        double above = 0;
        for (double a : one) {
            for (double b : other) {
                above += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        double pairs = (double) one.size() * other.size();
        double deviation = Math.sqrt(pairs * (one.size() + other.size() + 1) / 12);
        return (above - pairs / 2) / deviation;
    }

    private String guess(TestCustomer customer, int guesser, int n) {
        ApiCaller stranger = new ApiCaller(port).from("198.18." + guesser + "." + (n + 1));
        return signIn(stranger, customer.phone(), "guess-%d-%d".formatted(guesser, n)).code();
    }

    private static ApiCaller.Answer signIn(ApiCaller caller, String phone, String password) {
        return caller.post(
                "/api/v1/sessions",
                "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(phone, password));
    }
}
