package io.xiaohu.support.web;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Looks;
import io.xiaohu.support.Ratings;
import io.xiaohu.support.calls.jdbc.CallRows;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.web.DeskConversationsController.Agent;
import io.xiaohu.support.web.DeskConversationsController.CustomerShown;
import io.xiaohu.support.web.DeskConversationsController.Item;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Conversations as a list at the desk shows them: what is beside them is read for all at once. */
@Component
class ItemsShown {

    private final Conversations conversations;
    private final Customers customers;
    private final ClocksShown clocks;
    private final CallRows calls;
    private final Looks looks;

    ItemsShown(
            Conversations conversations,
            Customers customers,
            ClocksShown clocks,
            CallRows calls,
            Looks looks) {
        this.conversations = conversations;
        this.customers = customers;
        this.clocks = clocks;
        this.calls = calls;
        this.looks = looks;
    }

    List<Item> of(List<ConversationRow> rows, Caller.Staff me, Locale locale) {
        return shown(rows, null, row -> isOpen(row, me), locale);
    }

    /**
     * @param rating what the customer thought of it; null when not said, or not asked for
     */
    Item one(ConversationRow row, Ratings.@Nullable Rating rating, Caller.Staff me, Locale locale) {
        return shown(
                        List.of(row),
                        rating,
                        one -> isOpen(one, me) || looks.isOpened(me, one),
                        locale)
                .getFirst();
    }

    /**
     * What waits or is in hand says what it is about and what was said last; of anything else it is
     * read with a reason.
     */
    private static boolean isOpen(ConversationRow row, Caller.Staff me) {
        return row.isAnybodys() || row.isWith(me.staffId());
    }

    private List<Item> shown(
            List<ConversationRow> rows,
            Ratings.@Nullable Rating rating,
            Predicate<ConversationRow> open,
            Locale locale) {
        List<UUID> ids = rows.stream().map(ConversationRow::id).toList();
        Map<UUID, List<ClocksShown.Shown>> running = clocks.of(ids);
        Map<UUID, Priority> priorities = clocks.priorities(rows);
        Set<UUID> onCall =
                calls.underWay(
                        rows.stream()
                                .filter(row -> row.channel().equals("PHONE"))
                                .map(ConversationRow::id)
                                .toList());
        Map<UUID, Customer> people =
                customers.findAll(
                        rows.stream()
                                .map(ConversationRow::customerId)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
        return rows.stream()
                .map(row ->
                        item(
                                row,
                                running.getOrDefault(row.id(), List.of()),
                                Objects.requireNonNull(priorities.get(row.id())),
                                onCall.contains(row.id()),
                                row.customerId() == null ? null : people.get(row.customerId()),
                                rating,
                                open.test(row),
                                locale))
                .toList();
    }

    private Item item(
            ConversationRow row,
            List<ClocksShown.Shown> running,
            Priority priority,
            boolean onCall,
            @Nullable Customer customer,
            Ratings.@Nullable Rating rating,
            boolean open,
            Locale locale) {
        SubjectView subject = open ? conversations.subjectView(row, locale).orElse(null) : null;
        UUID agent = row.claimedBy();
        return new Item(
                row.id(),
                row.state(),
                row.topic(),
                Shown.title(row, subject, locale),
                row.channel(),
                row.asRequest(),
                onCall,
                row.subject(),
                subject,
                row.code(),
                row.lastSeq(),
                Math.max(0, row.lastSeq() - row.staffRead()),
                open ? NumberMasks.masked(row.lastText()) : null,
                row.lastAt(),
                row.openedAt(),
                row.waitingSince(),
                priority,
                running,
                agent == null ? null : new Agent(agent, String.valueOf(row.claimedName())),
                customer == null
                        ? null
                        : new CustomerShown(
                                customer.id(),
                                Masks.name(customer.displayName()),
                                customer.phone().masked()),
                row.customerId() == null,
                row.language().toLanguageTag(),
                row.customerGot(),
                row.customerRead(),
                row.tags(),
                row.humanAskedAt(),
                row.snoozedUntil(),
                row.continuedIn(),
                rating);
    }
}
