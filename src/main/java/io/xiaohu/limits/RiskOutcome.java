package io.xiaohu.limits;

/** What follows when a risk rule fires; of several the strictest, which stands last. */
public enum RiskOutcome {
    /** Nothing but a record for staff: a rule on trial. */
    ALLOW,
    /** A second factor. */
    STEP_UP,
    /** The money is held until somebody has looked at it; where it cannot wait it is refused. */
    REVIEW,
    REFUSE
}
