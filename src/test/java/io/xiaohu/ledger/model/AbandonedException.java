package io.xiaohu.ledger.model;

/** A command that was certainly not done and is never sent again. */
public final class AbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AbandonedException() {
        super("abandoned", null, false, false);
    }
}
