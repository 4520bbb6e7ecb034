package io.xiaohu.support.tools;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What variables stand for in a conversation. A customer's name is masked, as the agent sees it:
 * what is sent is what was shown.
 */
@Component
class Values {

    private static final Texts TEXTS = Texts.of("support");

    private final Conversations conversations;
    private final Customers customers;

    Values(Conversations conversations, Customers customers) {
        this.conversations = conversations;
        this.customers = customers;
    }

    Map<String, String> of(ConversationRow row, String agent, Locale locale) {
        Map<String, String> values = new HashMap<>();
        values.put("agent", agent);
        values.put("topic", TEXTS.get(locale, "title." + row.topic()));
        Optional.ofNullable(row.customerId())
                .flatMap(customers::find)
                .map(Customer::displayName)
                .ifPresent(name -> values.put("customer", Masks.name(name)));
        conversations.subjectView(row, locale).ifPresent(about -> add(values, about, locale));
        return values;
    }

    private static void add(Map<String, String> values, SubjectView about, Locale locale) {
        values.put("subject", about.title());
        values.put("time", Written.time(about.at(), locale));
        var amount = about.amount();
        if (amount != null) {
            values.put("amount", Written.money(amount));
        }
    }
}
