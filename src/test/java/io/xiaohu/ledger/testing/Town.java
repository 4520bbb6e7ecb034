package io.xiaohu.ledger.testing;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.PostingId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two customers and what they usually do. */
public final class Town {

    public final UUID alice = Ids.next();
    public final UUID bob = Ids.next();

    public LedgerCommand.Header header(UUID owner, String cause, Money amount) {
        return LedgerCommand.Header.of(id(owner, cause), owner, "TRANSFER", amount, cause);
    }

    public static PostingId id(UUID owner, String cause) {
        return PostingId.of(owner, "test", cause);
    }

    public AccountRef wallet(UUID owner) {
        return AccountRef.wallet(owner, Asset.CNY);
    }

    public Leg leg(UUID owner, long minor) {
        return leg(wallet(owner), minor);
    }

    public static Leg leg(AccountRef account, long minor) {
        return new Leg(account, new Money(minor, account.asset()));
    }

    public LedgerCommand.Post topUp(UUID to, long minor) {
        return topUp(AccountRef.wallet(to, Asset.CNY), minor);
    }

    public LedgerCommand.Post topUp(AccountRef wallet, long minor) {
        return new LedgerCommand.Post(
                header(
                                wallet.owner(),
                                UUID.randomUUID().toString(),
                                new Money(minor, wallet.asset()))
                        .passingFreeze(),
                List.of(leg(outside(wallet.owner(), wallet.asset()), -minor), leg(wallet, minor)),
                List.of());
    }

    /** This town's own account with the outside, so that its sums depend on nobody else. */
    public AccountRef outside(UUID of, Asset asset) {
        return AccountRef.clearing("sandbox of " + alice, of, asset);
    }

    public LedgerCommand.Post transfer(String cause, UUID from, UUID to, long minor) {
        return new LedgerCommand.Post(
                header(from, cause, Money.cny(minor)),
                List.of(leg(from, -minor), leg(to, minor)),
                List.of());
    }

    public LedgerCommand.Reserve reserve(
            String cause, UUID owner, long minor, @Nullable Instant expiresAt) {
        return new LedgerCommand.Reserve(
                header(owner, cause, Money.cny(minor)),
                wallet(owner),
                "WITHDRAWAL",
                List.of(),
                expiresAt);
    }

    /** Captures so much of a hold to the outside. */
    public LedgerCommand.Capture capture(String cause, LedgerCommand.Reserve reserve, long minor) {
        UUID owner = reserve.account().owner();
        return new LedgerCommand.Capture(
                header(owner, cause, Money.cny(minor)),
                reserve.header().id(),
                reserve.account(),
                List.of(leg(outside(owner, Asset.CNY), minor)));
    }

    public LedgerCommand.Release release(String cause, LedgerCommand.Reserve reserve) {
        return new LedgerCommand.Release(
                header(reserve.header().owner(), cause, reserve.header().amount()),
                reserve.header().id(),
                reserve.account());
    }

    public LedgerCommand.Expire expire(String cause, LedgerCommand.Reserve reserve) {
        return new LedgerCommand.Expire(
                header(reserve.header().owner(), cause, reserve.header().amount()),
                reserve.header().id(),
                reserve.account());
    }

    /** Gives back something of an earlier payment, from the outside. */
    public LedgerCommand.Post refund(String cause, LedgerCommand.Post original, long minor) {
        UUID owner = original.header().owner();
        return new LedgerCommand.Post(
                header(owner, cause, Money.cny(minor)),
                List.of(leg(outside(owner, Asset.CNY), -minor), leg(owner, minor)),
                List.of(),
                new LedgerCommand.GivesBack(
                        original.header().id(), owner, Money.cny(minor), false));
    }
}
