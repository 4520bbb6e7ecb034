package io.xiaohu.ledger.model;

/**
 * What random commands there are.
 *
 * @param expiry whether holds expire
 * @param freezes whether owners are frozen
 * @param bulk whether commands come in bulk calls too
 */
public record Mix(boolean expiry, boolean freezes, boolean bulk) {

    public static final Mix ALL = new Mix(true, true, true);

    /** One command after another, each of which can be sent again at any time. */
    public static final Mix REPEATABLE = new Mix(false, false, false);
}
