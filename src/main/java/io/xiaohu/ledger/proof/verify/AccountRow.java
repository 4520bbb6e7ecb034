package io.xiaohu.ledger.proof.verify;

import static io.xiaohu.ledger.proof.verify.BreakFoundException.require;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as its row says it is, with the sum of its open holds. */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record AccountRow(
        int partition,
        UUID id,
        UUID owner,
        String purpose,
        Asset asset,
        @Nullable Long floor,
        long posted,
        long held,
        long seq,
        long bookedAtMicros,
        byte[] head,
        @Nullable String frozen,
        boolean closed,
        @Nullable String openHolds) {

    static final String QUERY =
            """
            select a.p, a.id, a.owner, a.purpose, a.asset, a.floor, a.posted, a.held, a.seq,
                a.booked_at, a.head, a.frozen, a.closed, holds.amount::text
            from ledger.account a
            left join (
                select account, sum(amount) as amount
                from ledger.hold
                where state = 'HELD'
                group by account
            ) holds on holds.account = a.id
            order by a.p, a.id
            """;

    static AccountRow read(CopyRows rows) {
        int partition = rows.smallint();
        UUID id = rows.uuid();
        UUID owner = rows.uuid();
        String purpose = rows.text();
        String code = rows.text();
        Asset asset = Asset.ofCode(code).orElse(null);
        if (asset == null) {
            throw new BreakFoundException(
                    "Account %s holds %s, which is no asset.".formatted(id, code));
        }
        return new AccountRow(
                partition,
                id,
                owner,
                purpose,
                asset,
                rows.nullableBigint(),
                rows.bigint(),
                rows.bigint(),
                rows.bigint(),
                rows.micros(),
                rows.bytes(),
                rows.nullableText(),
                rows.bool(),
                rows.nullableText());
    }

    /** The account is where its owner, purpose and asset put it, and its floor is the purpose's. */
    void requireItsPlace() {
        AccountRef.Purpose known =
                Arrays.stream(AccountRef.Purpose.values())
                        .filter(value -> value.name().equals(purpose))
                        .findFirst()
                        .orElse(null);
        require(
                known != null && new AccountRef(partition, owner, known, asset).id().equals(id),
                "Account %s is not the %s %s account of %s its row says it is.",
                id,
                asset,
                purpose,
                owner);
        require(
                known != null && known.neverBelowZero() == Objects.equals(floor, 0L),
                "Account %s has another floor than its purpose %s.",
                id,
                purpose);
    }

    /** The row says what the last entry left. */
    void requireLeftAs(Running last) throws SQLException {
        require(
                seq <= last.seq(),
                "Account %s had %d entries, but only %d are there: entry %d is missing.",
                id,
                seq,
                last.seq(),
                last.seq() + 1);
        require(
                seq == last.seq(),
                "Account %s says it had %d entries, but there are %d.",
                id,
                seq,
                last.seq());
        same("balance", new Money(posted, asset), new Money(last.posted(), asset));
        same("held balance", new Money(held, asset), new Money(last.held(), asset));
        same("freeze", String.valueOf(frozen), String.valueOf(last.frozen()));
        same("closed", closed, last.closed());
        require(
                Arrays.equals(head, last.hash()),
                "Account %s does not end with the hash of its last entry, %d.",
                id,
                seq);
        require(
                seq == 0 || bookedAtMicros == last.bookedAtMicros(),
                "Account %s does not end at the booking time of its last entry, %d.",
                id,
                seq);
        BigInteger holds = openHolds == null ? BigInteger.ZERO : new BigInteger(openHolds);
        require(
                holds.equals(BigInteger.valueOf(held)),
                "The open holds on account %s come to %s minor units, but %s are held.",
                id,
                holds,
                new Money(held, asset));
    }

    private void same(String what, Object row, Object entries) {
        require(
                row.equals(entries),
                "Account %s has %s %s in its row, but its entries come to %s.",
                id,
                what,
                row,
                entries);
    }
}
