package io.xiaohu.wallet;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.FreezeShown;
import io.xiaohu.identity.FreezeViews;
import io.xiaohu.identity.PasswordSettings;
import io.xiaohu.identity.Phrases;
import io.xiaohu.identity.SecondFactors;
import io.xiaohu.kernel.Texts;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import io.xiaohu.wallet.Safety.Kind;
import io.xiaohu.wallet.Safety.Level;
import io.xiaohu.wallet.Safety.Step;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Counts what a customer has done for the account's safety. It decides nothing. */
@Service
public class SafetyScores {

    private static final Texts TEXTS = Texts.of("wallet");
    private static final int ENOUGH_RECOVERY_CODES = 3;

    private final Customers customers;
    private final SecondFactors secondFactors;
    private final Phrases phrases;
    private final PasswordSettings passwords;
    private final AccountClasses classes;
    private final FreezeViews freezes;
    private final Clock clock;

    SafetyScores(
            Customers customers,
            SecondFactors secondFactors,
            Phrases phrases,
            PasswordSettings passwords,
            AccountClasses classes,
            FreezeViews freezes,
            Clock clock) {
        this.customers = customers;
        this.secondFactors = secondFactors;
        this.phrases = phrases;
        this.passwords = passwords;
        this.classes = classes;
        this.freezes = freezes;
        this.clock = clock;
    }

    /** The score; for a frozen account, in its place, what ends the freeze. */
    public Safety of(UUID customer, Locale locale) {
        if (customers.get(customer).status() == Customer.Status.FROZEN) {
            return frozen(customer, locale);
        }
        List<Step> steps =
                Stream.of(Kind.values())
                        .filter(kind -> kind != Kind.UNFREEZE)
                        .map(kind -> step(kind, isDone(kind, customer), locale))
                        .toList();
        int score = steps.stream().filter(Step::done).mapToInt(Step::points).sum();
        Kind next =
                steps.stream()
                        .filter(step -> !step.done())
                        .map(Step::kind)
                        .findFirst()
                        .orElse(null);
        return new Safety(score, Level.of(score), steps, next);
    }

    private boolean isDone(Kind kind, UUID customer) {
        return switch (kind) {
            case PAYMENT_PIN -> customers.hasPaymentPin(customer);
            case SECOND_FACTOR -> secondFactors.isOn(customer);
            case RECOVERY_CODES ->
                    secondFactors.recoveryCodesLeft(customer) >= ENOUGH_RECOVERY_CODES;
            case PHRASE -> phrases.of(customer).isPresent();
            case PASSWORD_AGE ->
                    !passwords.isDue(customers.passwordSetAt(customer), clock.instant());
            case REAL_NAME -> classes.of(customer).compareTo(AccountClass.II) >= 0;
            case UNFREEZE -> false;
        };
    }

    private static Step step(Kind kind, boolean done, Locale locale) {
        String words = "safety." + kind + (done ? ".done" : ".todo");
        return new Step(
                kind,
                done,
                kind.points(),
                kind.href(),
                TEXTS.get(locale, words + ".title"),
                TEXTS.get(locale, words + ".detail"));
    }

    /** Of several freezes the strongest is the one to see to. */
    private Safety frozen(UUID customer, Locale locale) {
        Step plain = step(Kind.UNFREEZE, false, locale);
        String detail =
                freezes.of(customer, locale).stream()
                        .filter(freeze -> freeze.liftedAt() == null)
                        .max(Comparator.comparing(FreezeShown::cause))
                        .map(FreezeShown::remedy)
                        .orElse(plain.detail());
        Step unfreeze =
                new Step(plain.kind(), false, plain.points(), plain.href(), plain.title(), detail);
        return new Safety(null, Level.FROZEN, List.of(unfreeze), Kind.UNFREEZE);
    }
}
