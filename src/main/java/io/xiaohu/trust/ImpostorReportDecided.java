package io.xiaohu.trust;

import java.util.UUID;

/**
 * Staff said what a report is that a conversation was opened for.
 *
 * @param confirmed whether it was an impostor
 */
public record ImpostorReportDecided(UUID reportId, UUID conversationId, boolean confirmed) {}
