package io.xiaohu.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list; {@code next} is the cursor of the following page, absent on the last. */
public record Page<T>(List<T> items, @Nullable String next) {

    public static <T> Page<T> last(List<T> items) {
        return new Page<>(List.copyOf(items), null);
    }
}
