package io.xiaohu.payment.core;

import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.PostingId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that waits, for the owner of its phone to register or for somebody to look at it, as
 * its row says.
 *
 * @param id the hold's in the ledger, and so the transfer's
 * @param phone whom it is for
 * @param language the payer's, in which the phone's owner is told
 * @param payee who registered the phone, once somebody has; known from the start when only a review
 *     is waited for
 * @param balanceAfter what the payer had when it had left
 * @param endedAt when it arrived or was given back
 * @param reviewUntil when somebody has looked at it at the latest; null when nobody has to
 * @param givenBackFor why it was handed back; null when it was not
 */
public record HeldTransfer(
        UUID id,
        UUID payer,
        Phone phone,
        Money amount,
        Locale language,
        State state,
        @Nullable UUID payee,
        @Nullable Money balanceAfter,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable Instant reviewUntil,
        @Nullable GivenBackFor givenBackFor) {

    /** How it stands. What ends in -ING is decided, and only the ledger has still to do it. */
    public enum State {
        /** Written down; the money is not held yet. */
        CREATED,
        UNDER_REVIEW,
        AWAITING_PAYEE,
        ARRIVING,
        CANCELLING,
        RETURNING,
        HANDING_BACK,
        ARRIVED,
        /** Taken back by the payer. */
        CANCELLED,
        /** Nobody registered in time. */
        RETURNED,
        /** The review gave it back, or the list of reported payees. */
        HANDED_BACK
    }

    /** Why one was handed back. */
    public enum GivenBackFor {
        /** Whoever reviewed it gave it back. */
        RETURNED,
        /** Nobody reviewed it in time. */
        UNANSWERED,
        /** Its payee cannot receive any more. */
        PAYEE_GONE,
        /** Its phone was reported while it waited. */
        PAYEE_REPORTED
    }

    public PostingId hold() {
        return new PostingId(id);
    }

    /** A step's id in the ledger, the same every time it is tried. */
    PostingId step(String name) {
        return PostingId.of(payer, "transfer." + name, id.toString());
    }

    /** The posting by which it arrives. */
    public PostingId arrival() {
        return step("arrive");
    }

    /** All it can have been booked under, in the order of its life. */
    public List<PostingId> bookings() {
        return List.of(
                hold(),
                arrival(),
                step("cancel"),
                step("handBack"),
                LedgerCommand.Expire.of(hold(), wallet(), amount).header().id());
    }

    AccountRef wallet() {
        return AccountRef.wallet(payer, amount.asset());
    }

    public SubjectRef subject() {
        return new SubjectRef(SubjectKind.TRANSFER, id);
    }
}
