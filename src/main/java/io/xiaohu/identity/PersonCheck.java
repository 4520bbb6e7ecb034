package io.xiaohu.identity;

/**
 * How a member of staff can tell that somebody is who they say; one of them alone proves little.
 */
public enum PersonCheck {
    CALLED_BACK,
    NAME_MATCHES,
    MOVEMENTS_NAMED,
    MONTH_NAMED,
    DOCUMENT_SEEN,
    FACE_SEEN;

    /** How many must have been done. */
    static final int NEEDED = 2;
}
