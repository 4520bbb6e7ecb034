package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the name or number of a social account. */
final class AccountCheck {

    private static final int LONG_NAME = 8;

    private final List<OfficialContact> accounts;
    private final Map<String, Instant> past;
    private final Brand brand;
    private final HotList hot;

    AccountCheck(
            List<OfficialContact> contacts, Map<String, Instant> past, Brand brand, HotList hot) {
        this.past =
                past.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        once -> HotKeys.account(once.getKey()),
                                        Map.Entry::getValue,
                                        (one, other) -> other));
        this.hot = hot;
        this.accounts =
                contacts.stream()
                        .filter(contact ->
                                switch (contact.kind()) {
                                    case WECHAT, QQ, WEIBO -> true;
                                    case PHONE, EMAIL, DOMAIN -> false;
                                })
                        .toList();
        this.brand = brand;
    }

    /**
     * @param kind where the account is said to be; null when nothing says so
     */
    Finding check(String written, @Nullable ContactKind kind) {
        String account = written.startsWith("@") ? written.substring(1) : written;
        for (OfficialContact own : accounts) {
            if (own.value().equalsIgnoreCase(account)) {
                return kind == null || kind == own.kind()
                        ? Finding.official("account.official", own.kind())
                        : Finding.suspicious("account.elsewhere", kind);
            }
        }
        ContactKind instead = kind == null ? ContactKind.WECHAT : kind;
        if (hot.account(account, instead).isPresent()) {
            return hot.account(account, instead).get();
        }
        Instant until = past.get(HotKeys.account(account));
        if (until != null) {
            return Finding.suspicious("past", instead).at(until);
        }
        if (brand.isName(account)) {
            return Finding.unknown("name", null);
        }
        if (brand.isBorrowedByAccount(account)
                || accounts.stream().anyMatch(own -> isLookAlike(own.value(), account))) {
            return Finding.impostor("account.lookAlike", instead);
        }
        if (accounts.stream().anyMatch(own -> isNearNumber(own.value(), account))) {
            return Finding.suspicious("account.near", ContactKind.QQ);
        }
        return Finding.unknown("account.unknown", kind);
    }

    /**
     * An account on an app where we have none: our own accounts' names are somebody else's there.
     */
    Finding checkElsewhere(String account) {
        Finding found = check(account, null);
        return found.verdict() == Verdict.OFFICIAL
                ? Finding.suspicious("account.elsewhere", found.instead())
                : found.instead() == null && found.why().equals("account.unknown")
                        ? Finding.unknown("account.unknown", ContactKind.WECHAT)
                        : found;
    }

    private static boolean isLookAlike(String own, String account) {
        if (isNumber(own)) {
            return false;
        }
        int most = own.length() >= LONG_NAME ? 2 : 1;
        return Likeness.distance(Likeness.folded(own), Likeness.folded(account), most) <= most;
    }

    private static boolean isNearNumber(String own, String account) {
        return isNumber(own) && isNumber(account) && Likeness.distance(own, account, 1) <= 1;
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
