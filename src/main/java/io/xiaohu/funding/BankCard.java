package io.xiaohu.funding;

import io.xiaohu.funding.core.Bank;
import java.time.Instant;
import java.util.UUID;

/** A card bound to a customer. Its number is nowhere but sealed in its row. */
public record BankCard(UUID id, Bank bank, String tail, Instant boundAt) {}
