package io.xiaohu.notification.provider;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a provider reports of a text later.
 *
 * @param text our id of the text, where the provider repeats it
 * @param reference the provider's own id of it
 */
public record Receipt(
        String provider, @Nullable UUID text, String reference, TextProvider.Report report) {}
