package io.xiaohu.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list; {@code next} is the cursor of the following page, absent on the last. */
public record Page<T>(List<T> items, @Nullable String next) {

    public static <T> Page<T> last(List<T> items) {
        return new Page<>(List.copyOf(items), null);
    }

    /**
     * @param read one more than a page holds, when there are so many
     * @param cursor what the following page is asked for with, of the last one shown
     */
    public static <T> Page<T> cut(List<T> read, int size, Function<T, String> cursor) {
        return read.size() <= size
                ? last(read)
                : new Page<>(List.copyOf(read.subList(0, size)), cursor.apply(read.get(size - 1)));
    }
}
