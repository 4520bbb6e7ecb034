package io.xiaohu.trust;

import io.xiaohu.kernel.Texts;
import io.xiaohu.trust.core.Checker;
import io.xiaohu.trust.core.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;

/**
 * Answers whether a link, a number, an account, an address or a whole text is ours. Nothing that is
 * asked is kept or logged: people paste private messages.
 */
@Service
public class TrustChecks {

    private static final Texts TEXTS = Texts.of("trust");

    private final OfficialContacts contacts;

    TrustChecks(OfficialContacts contacts) {
        this.contacts = contacts;
    }

    /** Always answers, whatever it is asked; what it cannot tell is UNKNOWN. */
    public Checked check(String value, Locale locale) {
        List<OfficialContact> official = contacts.inUse();
        Finding finding = new Checker(official).check(value);
        String why = TEXTS.get(locale, "why." + finding.why());
        List<OfficialContact> alternatives =
                official.stream()
                        .sorted(
                                Comparator.comparing(
                                        contact -> contact.kind() != finding.instead()))
                        .toList();
        return new Checked(finding.verdict(), why, alternatives);
    }
}
