package io.xiaohu.identity.core;

/** What a code is for; it is good for nothing else. */
public enum CodePurpose {
    REGISTER,
    SIGN_IN,
    RESET_PASSWORD,
    STEP_UP,
    /** Sent to the number an account is to have. */
    CHANGE_PHONE
}
