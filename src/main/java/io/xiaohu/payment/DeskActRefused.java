package io.xiaohu.payment;

import io.xiaohu.kernel.Reason;
import java.util.UUID;

/**
 * The books refused what two people had agreed on.
 *
 * @param proposer the member of staff who asked for it
 */
public record DeskActRefused(UUID actId, UUID customerId, UUID proposer, Reason reason) {}
