package io.xiaohu.wallet.lookup;

import io.xiaohu.dispute.Dispute;
import io.xiaohu.dispute.Disputes;
import io.xiaohu.funding.FlowSearch;
import io.xiaohu.funding.FlowSearch.Order;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Bookings;
import io.xiaohu.ledger.Bookings.Booking;
import io.xiaohu.payment.Merchants;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.wallet.Bills;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Everything there is about one movement: its life, both sides of its bookings, what hangs on it.
 */
@Service
public class MovementFile {

    private static final Texts TEXTS = Texts.of("wallet");

    private final GivenBack givenBack;
    private final FlowSearch flows;
    private final Bills bills;
    private final Customers customers;
    private final Merchants merchants;
    private final Disputes disputes;
    private final Conversations conversations;
    private final MovementSearch search;

    MovementFile(
            GivenBack givenBack,
            FlowSearch flows,
            Bills bills,
            Customers customers,
            Merchants merchants,
            Disputes disputes,
            Conversations conversations,
            MovementSearch search) {
        this.givenBack = givenBack;
        this.flows = flows;
        this.bills = bills;
        this.customers = customers;
        this.merchants = merchants;
        this.disputes = disputes;
        this.conversations = conversations;
        this.search = search;
    }

    /**
     * Somebody who has part in a movement, masked.
     *
     * @param phone null for a merchant
     */
    public record Person(UUID id, String name, @Nullable String phone) {}

    /**
     * A booking with both sides.
     *
     * @param hold what it set aside, as that stands now
     */
    public record Posting(
            UUID id,
            String kind,
            Instant at,
            boolean refused,
            List<Change> changes,
            Bookings.@Nullable Hold hold) {}

    /**
     * What a booking did to an account.
     *
     * @param account what the account is, in words
     * @param held by how much what is set aside changed
     * @param after the total after it
     */
    public record Change(String account, String step, Money amount, Money held, Money after) {}

    public record DisputeShown(UUID id, Dispute.Reason reason, Dispute.Stage stage, Instant at) {}

    public record Talk(UUID id, ConversationRow.State state, Instant at, String lastText) {}

    /** The whole file. */
    public record Whole(
            Person customer,
            @Nullable Person other,
            List<Movement.Step> timeline,
            List<Posting> postings,
            @Nullable Order order,
            List<GivenBack.Linked> linked,
            List<DisputeShown> disputes,
            List<Talk> conversations) {}

    public Person person(UUID id) {
        return customers
                .find(id)
                .map(MovementFile::shown)
                .orElseGet(() -> new Person(id, merchants.name(id).orElse("*"), null));
    }

    public Whole of(MovementSearch.Hit hit, Locale locale) {
        UUID id = hit.movement().id();
        UUID other = search.parties(id).map(MovementSource.Parties::other).orElse(null);
        List<Booking> found = givenBack.bookings(id);
        return new Whole(
                person(hit.customer()),
                other == null ? null : person(other),
                bills.steps(hit.customer(), id, locale),
                found.stream().map(it -> posting(it, hit.customer(), locale)).toList(),
                flows.order(id, locale).orElse(null),
                givenBack.linked(
                        found,
                        one -> search.byNumber(one, locale).map(MovementSearch.Hit::movement)),
                disputes.of(hit.customer()).stream()
                        .filter(it -> it.subject().id().equals(id))
                        .map(it ->
                                new DisputeShown(it.id(), it.reason(), it.stage(), it.openedAt()))
                        .toList(),
                talks(id, hit.customer(), other));
    }

    private Posting posting(Booking booking, UUID customer, Locale locale) {
        return new Posting(
                booking.id().value(),
                booking.kind(),
                booking.at(),
                booking.refused(),
                booking.changes().stream()
                        .map(it ->
                                new Change(
                                        account(it.account(), customer, locale),
                                        it.step(),
                                        it.amount(),
                                        it.heldChange(),
                                        it.after().total()))
                        .toList(),
                booking.hold());
    }

    /** Whose account it is and what it is for; a person is named as masked as anywhere. */
    private String account(AccountRef account, UUID customer, Locale locale) {
        String whose =
                switch (account.purpose()) {
                    case WALLET, RECEIVABLE -> person(account.owner()).name();
                    case CLEARING, FEES, RETURNS, SUSPENSE -> "";
                };
        String key = account.owner().equals(customer) ? ".customer" : "";
        return TEXTS.get(locale, "account." + account.purpose() + key, Map.of("name", whose));
    }

    private List<Talk> talks(UUID id, UUID customer, @Nullable UUID other) {
        return Stream.of(Optional.of(customer), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .flatMap(one -> conversations.staffOf(one).stream())
                .filter(talk -> talk.subject() != null && talk.subject().id().equals(id))
                .map(talk ->
                        new Talk(
                                talk.id(),
                                talk.state(),
                                talk.lastAt(),
                                NumberMasks.masked(talk.lastText())))
                .toList();
    }

    private static Person shown(Customer customer) {
        return new Person(
                customer.id(), Masks.name(customer.displayName()), customer.phone().masked());
    }
}
