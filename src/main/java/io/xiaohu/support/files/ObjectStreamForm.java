package io.xiaohu.support.files;

import java.util.List;
import java.util.Set;

/**
 * The dictionary of an object stream as writers make it: one way to pack at most, and nothing that
 * changes what is unpacked. Any other is not looked into.
 */
final class ObjectStreamForm {

    private static final String FILTER = "/Filter";
    private static final String PACKED = "/FlateDecode";

    private static final Set<String> USUAL =
            Set.of("/Type", "/ObjStm", "/N", "/First", "/Length", "/Extends", "R", FILTER, PACKED);

    private ObjectStreamForm() {}

    static boolean isUsual(List<String> words) {
        int last = words.size() - 1;
        if (last < 1 || !words.getFirst().equals("<<") || !words.getLast().equals(">>")) {
            return false;
        }
        List<String> inside = words.subList(1, last);
        int filter = inside.indexOf(FILTER);
        if (filter != inside.lastIndexOf(FILTER)) {
            return false;
        }
        int end = filter;
        if (filter >= 0) {
            end = filter + (at(inside, filter + 1).equals("[") ? 3 : 1);
            boolean array = end == filter + 3;
            if (!at(inside, filter + (array ? 2 : 1)).equals(PACKED)
                    || array && !at(inside, end).equals("]")) {
                return false;
            }
        }
        for (int i = 0; i < inside.size(); i++) {
            boolean inFilter = i >= filter && i <= end;
            if (!inFilter && !USUAL.contains(inside.get(i)) && !isNumber(inside.get(i))) {
                return false;
            }
        }
        // What follows the way to pack is the next name: no second way.
        return filter < 0 || end + 1 == inside.size() || inside.get(end + 1).startsWith("/");
    }

    static boolean isPacked(List<String> words) {
        return words.contains(FILTER);
    }

    private static String at(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
