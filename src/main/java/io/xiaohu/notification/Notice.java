package io.xiaohu.notification;

import io.xiaohu.kernel.SubjectRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something a customer is told inside the wallet, in the customer's language. */
public record Notice(
        UUID id,
        String kind,
        String title,
        String text,
        @Nullable SubjectRef subject,
        Instant at) {}
