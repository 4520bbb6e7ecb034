package io.xiaohu.funding.core;

import java.util.Arrays;
import java.util.Set;

/**
 * The bank a card is of, by the first six digits of its number. A few prefixes of the largest
 * issuers; any other card works too and is called a bank card.
 */
public enum Bank {
    ICBC("622202", "622203", "621226", "622208"),
    ABC("622848", "622845", "622849", "621671"),
    CCB("621700", "622700", "436742", "621284"),
    BOC("621660", "621661", "456351", "621785"),
    BOCOM("622260", "622262", "621436"),
    CMB("622588", "622575", "621485", "410062"),
    PSBC("621799", "622188", "621098"),
    OTHER;

    private final Set<String> prefixes;

    Bank(String... prefixes) {
        this.prefixes = Set.of(prefixes);
    }

    public static Bank of(String number) {
        String prefix = number.substring(0, 6);
        return Arrays.stream(values())
                .filter(bank -> bank.prefixes.contains(prefix))
                .findFirst()
                .orElse(OTHER);
    }
}
