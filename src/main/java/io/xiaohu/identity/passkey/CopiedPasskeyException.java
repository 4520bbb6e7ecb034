package io.xiaohu.identity.passkey;

/** An authenticator counted backwards: there are two that hold the same key. */
final class CopiedPasskeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CopiedPasskeyException() {
        super("the count of signatures does not go on from the last one");
    }
}
