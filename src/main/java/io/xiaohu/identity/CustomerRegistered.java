package io.xiaohu.identity;

import java.util.UUID;

/** Somebody has opened an account. */
public record CustomerRegistered(UUID customerId) {}
