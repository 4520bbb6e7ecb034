package io.xiaohu.funding.reconciliation;

import io.xiaohu.staff.Proposal.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a difference's history.
 *
 * @param code FOUND, OWNED, NOTE, APPROVED, ENDED, EXPLAINED or GONE
 * @param text what somebody wrote, whose it became, which end, or the day that explains it
 */
public record DifferenceNote(String code, @Nullable String text, @Nullable Person by, Instant at) {}
