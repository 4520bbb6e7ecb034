package io.xiaohu.platform.start;

/**
 * Why the server cannot start, in one sentence the operator can act on. The process ends with
 * status 2.
 */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String sentence) {
        super(sentence, null, false, false);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
