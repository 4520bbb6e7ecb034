package io.xiaohu.payment;

import java.util.UUID;

/**
 * A transfer that waited for its payee has gone on.
 *
 * @param customerId the payer
 * @param state AWAITING_PAYEE, ARRIVED, CANCELLED or RETURNED, or what leads there
 */
public record TransferChanged(UUID transferId, UUID customerId, String state) {}
