package io.xiaohu.ledger.model;

/**
 * What random commands there are.
 *
 * @param expiry whether holds expire
 * @param freezes whether owners are frozen
 * @param each whether commands come in bulk calls that do each on its own
 * @param together whether commands come in bulk calls that do all or none
 */
public record Mix(boolean expiry, boolean freezes, boolean each, boolean together) {

    public static final Mix ALL = new Mix(true, true, true, true);

    /** What a caller can send again when it has no answer. */
    public static final Mix SENT_AGAIN = new Mix(true, false, false, true);

    /** What gives the same answers when all of it is sent again from the beginning. */
    public static final Mix REPLAYED = new Mix(false, false, false, false);
}
