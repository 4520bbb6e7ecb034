package io.xiaohu.notification;

import java.util.UUID;

/** A notice was stored for a customer. */
public record NoticeTold(UUID noticeId, UUID customerId) {}
