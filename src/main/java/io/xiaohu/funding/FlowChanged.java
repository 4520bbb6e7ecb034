package io.xiaohu.funding;

import java.util.UUID;

/** A top-up or withdrawal has moved on. Told after commit, at least once; moves no money. */
public record FlowChanged(UUID flowId, UUID customerId, Direction direction, String state) {}
