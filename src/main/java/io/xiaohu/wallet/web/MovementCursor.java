package io.xiaohu.wallet.web;

import io.xiaohu.kernel.MovementSource.Place;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in a list of movements as a caller carries it from one page to the next. */
final class MovementCursor {

    private MovementCursor() {}

    static @Nullable String written(@Nullable Place place) {
        if (place == null) {
            return null;
        }
        String text = place.at() + "_" + place.id();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when it is none of ours
     */
    static @Nullable Place read(@Nullable String cursor, Locale locale) {
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int split = text.indexOf('_');
            Instant at = Instant.parse(text.substring(0, Math.max(split, 0)));
            if (at.isBefore(WantedMovements.EARLIEST) || at.isAfter(WantedMovements.LATEST)) {
                throw WantedMovements.wrong("cursor", "filter.cursor", locale);
            }
            return new Place(at, UUID.fromString(text.substring(split + 1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw WantedMovements.wrong("cursor", "filter.cursor", locale);
        }
    }
}
