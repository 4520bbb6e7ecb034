package io.xiaohu.identity;

import java.util.UUID;

/** An account has another phone than before. */
public record PhoneChanged(UUID customerId) {}
