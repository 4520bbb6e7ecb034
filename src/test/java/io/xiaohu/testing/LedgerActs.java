package io.xiaohu.testing;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Things people do with money, told to a ledger directly. */
public final class LedgerActs {

    private final Ledger ledger;

    public LedgerActs(Ledger ledger) {
        this.ledger = ledger;
    }

    public void fund(UUID customer, long minor) {
        String cause = UUID.randomUUID().toString();
        ledger.apply(
                new LedgerCommand.Post(
                        LedgerCommand.Header.of(
                                PostingId.of(customer, "top-up", cause),
                                customer,
                                "TOP_UP",
                                Money.cny(minor),
                                cause),
                        List.of(
                                new Leg(
                                        AccountRef.clearing("sandbox", customer, Asset.CNY),
                                        Money.cny(-minor)),
                                leg(customer, minor)),
                        List.of()));
    }

    public PostingId transfer(UUID from, UUID to, long minor, @Nullable String memo) {
        String cause = UUID.randomUUID().toString();
        PostingId id = PostingId.of(from, "transfer", cause);
        ledger.apply(
                new LedgerCommand.Post(
                        LedgerCommand.Header.of(id, from, "TRANSFER", Money.cny(minor), cause)
                                .counterparty(to)
                                .memo(memo)
                                .metadata(Map.of("device", "phone", "app", "1")),
                        List.of(leg(from, -minor), leg(to, minor)),
                        List.of()));
        return id;
    }

    public Outcome reserve(UUID customer, long minor) {
        String cause = UUID.randomUUID().toString();
        PostingId id = PostingId.of(customer, "reserve", cause);
        return ledger.apply(
                new LedgerCommand.Reserve(
                        LedgerCommand.Header.of(
                                id, customer, "WITHDRAWAL", Money.cny(minor), cause),
                        AccountRef.wallet(customer, Asset.CNY),
                        "WITHDRAWAL",
                        List.of()));
    }

    private static Leg leg(UUID customer, long minor) {
        return new Leg(AccountRef.wallet(customer, Asset.CNY), Money.cny(minor));
    }
}
