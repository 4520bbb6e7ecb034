package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our names, and whether another name borrows them. */
final class Brand {

    private static final String NAME = "小狐钱包";
    private static final String LATIN = "xiaohu";
    private static final Pattern MENTION = Pattern.compile("小狐|(?i)xiao[ _-]?hu");
    private static final Pattern BORROWED =
            Pattern.compile("小狐.{0,3}(钱包|錢包|支付|客服|官方|金融|理财|贷|热线|服务|退款|安全|人工)|小[孤弧胡湖]钱包|[晓筱]狐钱包");
    private static final Pattern PARTS = Pattern.compile("[\\s._\\-·]+");

    /** What impostors add to a name; an ordinary word beside "xiaohu" proves nothing. */
    private static final Set<String> TRADE =
            Stream.of(
                            "wallet wallets pay payment pays care kefu service services support"
                                + " help login signin secure security safe safety verify"
                                + " verification bank account official vip cash money qianbao qb"
                                + " zhifu tixian chongzhi anquan refund tuikuan online app center"
                                + " hotline agent team cn")
                    .flatMap(words -> Stream.of(words.split(" ")))
                    .map(Likeness::folded)
                    .collect(Collectors.toUnmodifiableSet());

    private static final int LONG_ENOUGH = 8;
    private static final int NEAR = 2;

    private final Set<String> names = new HashSet<>();

    /** Takes the names our domains have, beside the ones every wallet of this kind has. */
    Brand(List<OfficialContact> contacts) {
        names.add(Likeness.folded("xiaohu-wallet"));
        contacts.stream()
                .filter(contact -> contact.kind() == ContactKind.DOMAIN)
                .map(contact -> Likeness.folded(contact.value().split("\\.", 2)[0]))
                .filter(name -> name.length() >= LONG_ENOUGH)
                .forEach(names::add);
    }

    /** Whether the text speaks of us at all. */
    boolean isMentioned(String text) {
        return MENTION.matcher(text).find();
    }

    /** Whether the text is just our name: a name is no contact. */
    boolean isName(String text) {
        String plain = text.replaceAll("\\s", "");
        return plain.equals(NAME)
                || plain.equals("小狐")
                || plain.toLowerCase(Locale.ROOT).equals(LATIN)
                || (names.contains(Likeness.folded(plain)) && plain.matches("[A-Za-z -]+"));
    }

    /** Whether a name that is not ours is made to be taken for ours. */
    boolean isBorrowedBy(String name) {
        if (BORROWED.matcher(name).find() || name.contains(NAME)) {
            return true;
        }
        String folded = Likeness.folded(name);
        boolean near =
                names.stream()
                        .anyMatch(own ->
                                folded.contains(own)
                                        || (folded.length() >= LONG_ENOUGH
                                                && Likeness.distance(folded, own, NEAR) <= NEAR));
        return near || carriesTrade(name, folded);
    }

    private static boolean carriesTrade(String name, String folded) {
        String own = Likeness.folded(LATIN);
        if (!folded.contains(own)) {
            return false;
        }
        String rest = folded.replace(own, "").replaceAll("[0-9]", "");
        return TRADE.contains(rest)
                || PARTS.splitAsStream(name).map(Likeness::folded).anyMatch(TRADE::contains);
    }
}
