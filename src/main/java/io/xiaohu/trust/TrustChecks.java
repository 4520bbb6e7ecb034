package io.xiaohu.trust;

import io.xiaohu.kernel.Kept;
import io.xiaohu.kernel.Signals;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.trust.core.Checker;
import io.xiaohu.trust.core.Finding;
import io.xiaohu.trust.core.HotKeys;
import io.xiaohu.trust.core.Judged;
import io.xiaohu.trust.core.OwnTexts;
import io.xiaohu.trust.core.Part;
import io.xiaohu.trust.jdbc.ContactRows;
import io.xiaohu.trust.jdbc.HotRows;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Answers whether a link, a number, an account, an address or a whole text is ours. Nothing that is
 * asked is kept or logged: people paste private messages.
 */
@Service
public class TrustChecks implements DisposableBean {

    /** The signal that official contacts or the hot list changed. */
    public static final String CHANGED = "trust-checks";

    private static final Texts TEXTS = Texts.of("trust");
    private static final int MOST_PARTS = 20;
    private static final int LONGEST_PART = 200;

    private record Known(
            List<OfficialContact> official, List<OfficialContacts.Past> past, Checker checker) {}

    private final ContactRows contacts;
    private final HotRows hot;
    private final Kept<Known> known;

    TrustChecks(ContactRows contacts, HotRows hot, Signals signals) {
        this.contacts = contacts;
        this.hot = hot;
        this.known = new Kept<>(signals, CHANGED, this::read);
    }

    /** Always answers, whatever it is asked; what it cannot tell is UNKNOWN. */
    public Checked check(String value, Locale locale) {
        Known now = known.get();
        Judged judged = now.checker().check(value);
        Finding decides = judged.decides();
        return new Checked(
                decides.verdict(),
                words(decides, locale),
                TEXTS.get(locale, adviceFor(decides)),
                judged.parts().stream()
                        .sorted(
                                Comparator.comparing((Part part) -> part.finding().verdict())
                                        .reversed())
                        .limit(MOST_PARTS)
                        .map(part ->
                                new Checked.Part(
                                        part.kind(),
                                        cut(part.text()),
                                        part.finding().verdict(),
                                        words(part.finding(), locale)))
                        .toList(),
                now.official().stream()
                        .sorted(
                                Comparator.comparing(
                                        contact -> contact.kind() != decides.instead()))
                        .toList());
    }

    /** What of a value could go on the hot list: nothing of ours, nor of what everybody has. */
    List<HotEntries.Suggested> suggestions(String value) {
        Known now = known.get();
        return now.checker().check(value).parts().stream()
                .filter(part -> part.finding().verdict() != Verdict.OFFICIAL)
                .filter(part -> part.finding().instead() != null)
                .flatMap(part -> suggested(part, now.official()))
                .distinct()
                .limit(MOST_PARTS)
                .toList();
    }

    private static Stream<HotEntries.Suggested> suggested(
            Part part, List<OfficialContact> official) {
        HotKind kind =
                switch (part.kind()) {
                    case LINK -> HotKind.DOMAIN;
                    case PHONE -> HotKind.PHONE;
                    case EMAIL -> HotKind.EMAIL;
                    case ACCOUNT, WORDS -> HotKind.ACCOUNT;
                };
        return HotKeys.of(kind, part.text()).stream()
                .filter(key -> !OwnTexts.areHitBy(kind, key, official))
                .map(key ->
                        new HotEntries.Suggested(kind, kind == HotKind.DOMAIN ? key : part.text()));
    }

    /** The contacts in use as every page needs them. */
    List<OfficialContact> official() {
        return known.get().official();
    }

    List<OfficialContacts.Past> past() {
        return known.get().past();
    }

    /** Told in the transaction that changes a contact or the hot list. */
    void changed() {
        known.changed();
    }

    @Override
    public void destroy() throws Exception {
        known.close();
    }

    private Known read() {
        List<ContactRows.Row> all = contacts.all();
        List<OfficialContact> official =
                all.stream()
                        .filter(each -> each.until() == null)
                        .map(ContactRows.Row::contact)
                        .sorted(Comparator.comparing(OfficialContact::kind))
                        .toList();
        List<OfficialContacts.Past> past =
                all.stream()
                        .filter(each -> !official.contains(each.contact()))
                        .flatMap(each ->
                                Stream.ofNullable(each.until())
                                        .map(until ->
                                                new OfficialContacts.Past(
                                                        each.contact(), each.since(), until)))
                        .sorted(Comparator.comparing(OfficialContacts.Past::until).reversed())
                        .toList();
        return new Known(official, past, new Checker(official, past, hot.patterns()));
    }

    private static String words(Finding finding, Locale locale) {
        String on =
                finding.at() == null
                        ? ""
                        : finding.at().atZone(Written.ZONE).toLocalDate().toString();
        String why = TEXTS.get(locale, "why." + finding.why(), Map.of("on", on));
        if (finding.signs().isEmpty()) {
            return why;
        }
        String signs =
                finding.signs().stream()
                        .sorted()
                        .map(sign -> TEXTS.get(locale, "sign." + sign))
                        .collect(Collectors.joining(TEXTS.get(locale, "signs.between")));
        return TEXTS.get(locale, "why.signs", Map.of("why", why, "signs", signs));
    }

    /** A fraud in somebody else's name is theirs to be asked about, not ours. */
    private static String adviceFor(Finding decides) {
        boolean fraud = decides.why().startsWith("fraud.");
        return "advice." + (fraud ? "fraud" : decides.verdict());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_PART
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_PART / 2)) + "…";
    }
}
