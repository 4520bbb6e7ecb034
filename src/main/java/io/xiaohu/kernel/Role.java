package io.xiaohu.kernel;

/** What a member of staff may do; a person may have several. */
public enum Role {
    AGENT,
    SUPERVISOR,
    RISK,
    FINANCE,
    EDITOR,
    AUDITOR,
    ADMIN
}
