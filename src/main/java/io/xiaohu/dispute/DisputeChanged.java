package io.xiaohu.dispute;

import java.util.UUID;

/** A dispute was opened or has moved on. */
public record DisputeChanged(UUID disputeId, UUID customerId, String stage) {}
