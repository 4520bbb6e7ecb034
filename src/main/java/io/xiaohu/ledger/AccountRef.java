package io.xiaohu.ledger;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Tokens;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names an account by what it is for. Accounts come into being when first used. Two references are
 * the same when they name the same account.
 */
public final class AccountRef {

    /** What an account is for, and how low its balance may go. */
    public enum Purpose {
        /** What a customer can spend; never below zero. */
        WALLET(true),
        /** What a payment channel owes us or we owe it; no floor. */
        CLEARING(false),
        /** Fees earned; no floor. */
        FEES(false),
        /** What a customer owes us, below zero, since a wallet's floor refused to give it. */
        RECEIVABLE(false),
        /** What arrived for an account that had been closed, until somebody has it sent back. */
        RETURNS(false),
        /** What reconciliation could not explain and two people wrote off; no floor. */
        SUSPENSE(false);

        private final boolean neverBelowZero;

        Purpose(boolean neverBelowZero) {
            this.neverBelowZero = neverBelowZero;
        }

        public boolean neverBelowZero() {
            return neverBelowZero;
        }
    }

    private final int partition;
    private final UUID owner;
    private final Purpose purpose;
    private final Asset asset;
    private final UUID id;

    /**
     * @param partition where it lies: the owner's for a customer; a clearing account has one in
     *     each partition
     */
    public AccountRef(int partition, UUID owner, Purpose purpose, Asset asset) {
        this.partition = partition;
        this.owner = owner;
        this.purpose = purpose;
        this.asset = asset;
        byte[] name = (purpose + "\n" + asset).getBytes(StandardCharsets.UTF_8);
        byte[] whole =
                ByteBuffer.allocate(17 + name.length)
                        .put((byte) partition)
                        .putLong(owner.getMostSignificantBits())
                        .putLong(owner.getLeastSignificantBits())
                        .put(name)
                        .array();
        this.id = Partition.uuidIn(partition, Tokens.sha256(whole));
    }

    public static AccountRef wallet(UUID customer, Asset asset) {
        return new AccountRef(Partition.of(customer), customer, Purpose.WALLET, asset);
    }

    /** The clearing account of a channel in the partition of the customer it works for. */
    public static AccountRef clearing(String channel, UUID customer, Asset asset) {
        return new AccountRef(Partition.of(customer), system(channel), Purpose.CLEARING, asset);
    }

    public static AccountRef fees(UUID customer, Asset asset) {
        return new AccountRef(Partition.of(customer), system("fees"), Purpose.FEES, asset);
    }

    public static AccountRef receivable(UUID customer, Asset asset) {
        return new AccountRef(Partition.of(customer), customer, Purpose.RECEIVABLE, asset);
    }

    /** Where money goes that arrives for an account of this partition after it was closed. */
    public static AccountRef returns(int partition, Asset asset) {
        return new AccountRef(partition, system("returns"), Purpose.RETURNS, asset);
    }

    /** Where small differences go that nobody could explain; in the partition of what is near. */
    public static AccountRef suspense(UUID near, Asset asset) {
        return new AccountRef(Partition.of(near), system("suspense"), Purpose.SUSPENSE, asset);
    }

    /** Where the account lies. */
    public int partition() {
        return partition;
    }

    public UUID owner() {
        return owner;
    }

    public Purpose purpose() {
        return purpose;
    }

    public Asset asset() {
        return asset;
    }

    /**
     * The account's id: the same for everyone who names the same account, with its partition in the
     * first six bits.
     */
    public UUID id() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountRef ref && ref.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return purpose + " " + asset + " of " + owner;
    }

    private static UUID system(String name) {
        return UUID.nameUUIDFromBytes(("xiaohu system " + name).getBytes(StandardCharsets.UTF_8));
    }
}
