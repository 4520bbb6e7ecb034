package io.xiaohu.identity;

import java.util.UUID;

/** A session has begun, by registering or signing in; told during the call that began it. */
public record CustomerSignedIn(UUID customerId) {}
