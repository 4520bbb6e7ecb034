package io.xiaohu.desk.panel;

import io.xiaohu.desk.panel.CustomerPanel.Case;
import io.xiaohu.desk.panel.CustomerPanel.Talk;
import io.xiaohu.dispute.Dispute;
import io.xiaohu.dispute.Disputes;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.FreezeViews;
import io.xiaohu.identity.SecurityTimeline;
import io.xiaohu.identity.SessionDevices;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.Statements;
import io.xiaohu.limits.Limits;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.Proposals;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.OpenRequests;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts a customer's panel together; whoever asks has recorded the look. */
@Component
public class CustomerPanels {

    private static final Texts TEXTS = Texts.of("desk");
    private static final int LINES = 20;
    private static final int TALKS = 10;

    private final Statements statements;
    private final Limits limits;
    private final SecurityTimeline timeline;
    private final List<MovementSource> movements;
    private final FreezeViews freezes;
    private final SessionDevices devices;
    private final Conversations conversations;
    private final Disputes disputes;
    private final OpenRequests requests;
    private final Proposals proposals;

    CustomerPanels(
            Statements statements,
            Limits limits,
            SecurityTimeline timeline,
            List<MovementSource> movements,
            FreezeViews freezes,
            SessionDevices devices,
            Conversations conversations,
            Disputes disputes,
            OpenRequests requests,
            Proposals proposals) {
        this.statements = statements;
        this.limits = limits;
        this.timeline = timeline;
        this.movements = movements;
        this.freezes = freezes;
        this.devices = devices;
        this.conversations = conversations;
        this.disputes = disputes;
        this.requests = requests;
        this.proposals = proposals;
    }

    public CustomerPanel of(Customer customer, Locale locale) {
        UUID id = customer.id();
        return new CustomerPanel(
                id,
                Masks.name(customer.displayName()),
                customer.phone().masked(),
                customer.status(),
                limits.classOf(id),
                customer.createdAt(),
                statements.balances(id),
                limits.shown(id, locale),
                movements.stream()
                        .flatMap(source -> source.movements(id, null, LINES, locale).stream())
                        .sorted(Comparator.comparing(Movement::at).reversed())
                        .limit(LINES)
                        .toList(),
                timeline.latest(id, LINES, locale),
                freezes.of(id, locale),
                cases(id, locale),
                talks(id),
                devices.open(id, locale));
    }

    private List<Case> cases(UUID customer, Locale locale) {
        return Stream.of(
                        disputes.of(customer).stream()
                                .filter(one -> one.stage() != Dispute.Stage.CLOSED)
                                .map(one -> dispute(one, locale)),
                        requests.of(customer, locale).stream().map(CustomerPanels::request),
                        proposals.openAbout(customer).stream().map(one -> proposal(one, locale)))
                .flatMap(part -> part)
                .sorted(Comparator.comparing(Case::at).reversed())
                .toList();
    }

    private static Case dispute(Dispute one, Locale locale) {
        return new Case(
                CustomerPanel.Kind.DISPUTE,
                one.id(),
                TEXTS.get(locale, "dispute." + one.reason()),
                TEXTS.get(locale, "stage." + one.stage()),
                one.openedAt(),
                one.dueAt());
    }

    private static Case request(OpenRequests.OpenRequest one) {
        return new Case(
                CustomerPanel.Kind.REQUEST,
                one.id(),
                one.title(),
                one.state(),
                one.submittedAt(),
                one.dueAt());
    }

    private Case proposal(Proposal one, Locale locale) {
        return new Case(
                CustomerPanel.Kind.PROPOSAL,
                one.id(),
                proposals.describe(one, locale),
                one.proposedBy().name(),
                one.proposedAt(),
                one.expiresAt());
    }

    private List<Talk> talks(UUID customer) {
        return conversations.staffOf(customer).stream()
                .limit(TALKS)
                .map(row ->
                        new Talk(
                                row.id(),
                                row.state(),
                                row.topic(),
                                row.claimedName(),
                                row.openedAt(),
                                row.lastAt()))
                .toList();
    }
}
