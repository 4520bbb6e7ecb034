package io.xiaohu.payment.core;

import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.Statements;
import io.xiaohu.notification.Notices;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.OutgoingTexts;
import io.xiaohu.payment.core.HeldTransfer.State;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is said about a transfer that waits: to the phone, without the amount, since whoever reads
 * it may be a stranger; and to the payer when it has ended.
 */
@Component
class HeldTransferWords {

    private static final Texts TEXTS = Texts.of("payment");

    private final Customers customers;
    private final Statements statements;
    private final OutgoingTexts texts;
    private final Notices notices;
    private final RateLimits limits;
    private final Keyring keyring;

    HeldTransferWords(
            Customers customers,
            Statements statements,
            OutgoingTexts texts,
            Notices notices,
            RateLimits limits,
            Keyring keyring) {
        this.customers = customers;
        this.statements = statements;
        this.texts = texts;
        this.notices = notices;
        this.limits = limits;
        this.keyring = keyring;
    }

    /** Whether this phone may get one more such text: they must not become a nuisance. */
    boolean mayTell(Phone phone) {
        byte[] holder = keyring.mac(Keyring.Purpose.PHONE_INDEX, phone.bytes());
        try {
            limits.take("waiting-texts-by-phone", HexFormat.of().formatHex(holder));
            return true;
        } catch (ProblemException enough) {
            return false;
        }
    }

    void tellPhone(HeldTransfer transfer) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        values.put("name", name(transfer.payer()));
        values.put("until", Written.time(transfer.expiresAt(), transfer.language()));
        texts.send(
                transfer.phone(),
                OutgoingText.notice(TEXTS, "text.TRANSFER_WAITS", transfer.language(), values));
    }

    /** What the payer wrote, for the payee to read. */
    @Nullable String memo(HeldTransfer transfer) {
        return statements
                .operation(transfer.hold(), transfer.payer())
                .map(Statements.Operation::memo)
                .orElse(null);
    }

    /** Not when another call with the same key was paid at once: then nothing is held. */
    boolean isHeld(HeldTransfer transfer) {
        return statements
                .operation(transfer.hold(), transfer.payer())
                .filter(found -> found.counterparty() == null)
                .isPresent();
    }

    void tellEnd(HeldTransfer transfer, State as) {
        Map<String, String> args =
                Map.of(
                        "phone",
                        transfer.phone().masked(),
                        "amount",
                        Written.money(transfer.amount()));
        switch (as) {
            case ARRIVED ->
                    notices.tell(
                            transfer.payer(),
                            transfer.reviewUntil() == null ? "TRANSFER_ARRIVED" : "REVIEW_RELEASED",
                            args,
                            transfer.subject());
            case HANDED_BACK ->
                    notices.tell(transfer.payer(), "REVIEW_RETURNED", args, transfer.subject());
            case RETURNED ->
                    notices.tell(transfer.payer(), "TRANSFER_RETURNED", args, transfer.subject());
            case CREATED,
                    UNDER_REVIEW,
                    AWAITING_PAYEE,
                    ARRIVING,
                    CANCELLING,
                    RETURNING,
                    HANDING_BACK,
                    CANCELLED -> {}
        }
    }

    private String name(UUID customer) {
        return Masks.name(customers.get(customer).displayName());
    }
}
