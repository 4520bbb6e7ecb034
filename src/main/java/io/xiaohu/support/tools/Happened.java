package io.xiaohu.support.tools;

import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.Topic;
import java.time.Instant;
import java.util.UUID;

/** A line somebody wrote, with what rules ask of its conversation. */
public record Happened(
        UUID conversation,
        long seq,
        Author author,
        String text,
        Instant at,
        Topic topic,
        boolean guest) {}
