package io.xiaohu.kernel;

/** What a command cannot do and its operator can put right, in one sentence. */
public final class OperatorMistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OperatorMistake(String sentence) {
        super(sentence, null, false, false);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
