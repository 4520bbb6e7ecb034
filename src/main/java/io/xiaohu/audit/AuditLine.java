package io.xiaohu.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of the trail.
 *
 * @param number 1 for the first, without gaps
 * @param hash hexadecimal; covers this line and all before it
 */
public record AuditLine(
        long number,
        Instant at,
        String actor,
        String action,
        String subject,
        Map<String, String> details,
        String hash) {

    public AuditLine {
        details = Map.copyOf(new TreeMap<>(details));
    }
}
