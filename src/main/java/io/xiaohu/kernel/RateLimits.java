package io.xiaohu.kernel;

/**
 * Counts calls against a named rule; counts live in the database, so several servers share them.
 */
public interface RateLimits {

    /**
     * Takes one from the rule's bucket for this key.
     *
     * @param rule a rule named in the settings under {@code xiaohu.rate-limits}
     * @param key whose bucket: a phone's keyed hash, an address; never a plain phone number
     * @throws ProblemException TOO_MANY_REQUESTS with {@code retryAfter} when the bucket is empty
     */
    void take(String rule, String key);
}
