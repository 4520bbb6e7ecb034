package io.xiaohu.ledger.proof;

/**
 * The database knows less than what was sealed: it was restored from a backup, or another took over
 * and lost something. A new seal would hide that.
 */
public final class LedgerBehindItsSealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerBehindItsSealException(long file, long table) {
        super(
                "The ledger is behind its seal: there is a file of seal "
                        + file
                        + ", but the database's last seal is "
                        + table
                        + ".");
    }
}
