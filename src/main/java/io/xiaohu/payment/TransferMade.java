package io.xiaohu.payment;

import java.util.UUID;

/** A transfer was posted. Told at least once and after the fact; moves no money. */
public record TransferMade(UUID transferId, UUID payer, UUID payee) {}
