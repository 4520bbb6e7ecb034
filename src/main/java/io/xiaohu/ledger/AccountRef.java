package io.xiaohu.ledger;

import io.xiaohu.kernel.Asset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names an account by what it is for. Accounts come into being when first used.
 *
 * @param partition where it lies: the owner's for a customer; a clearing account has one in each
 *     partition
 */
public record AccountRef(int partition, UUID owner, Purpose purpose, Asset asset) {

    /** What an account is for, and how low its balance may go. */
    public enum Purpose {
        /** What a customer can spend; never below zero. */
        WALLET(true),
        /** What a payment channel owes us or we owe it; no floor. */
        CLEARING(false),
        /** Fees earned; no floor. */
        FEES(false);

        private final boolean neverBelowZero;

        Purpose(boolean neverBelowZero) {
            this.neverBelowZero = neverBelowZero;
        }

        public boolean neverBelowZero() {
            return neverBelowZero;
        }
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

    /** The account's id: the same for everyone who names the same account. */
    public UUID id() {
        String name = partition + "\n" + owner + "\n" + purpose + "\n" + asset;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static UUID system(String name) {
        return UUID.nameUUIDFromBytes(("xiaohu system " + name).getBytes(StandardCharsets.UTF_8));
    }
}
