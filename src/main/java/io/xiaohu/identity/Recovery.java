package io.xiaohu.identity;

/** What two members of staff can put right for somebody who cannot get in. */
public enum Recovery {
    /** Ends locks after wrong tries. */
    UNLOCK,
    /** Lets a code set a new password though one more proof is due. */
    ALLOW_PASSWORD_RESET,
    /** Lets a new payment PIN be set without the old one. */
    ALLOW_NEW_PIN,
    /** Turns the second factor off and ends every session. */
    REMOVE_SECOND_FACTOR,
    /** Gives the account the number that was entered for it and ends every session. */
    CHANGE_PHONE
}
