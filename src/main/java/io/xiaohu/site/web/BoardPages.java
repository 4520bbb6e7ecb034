package io.xiaohu.site.web;

import io.xiaohu.feedback.PublicFeedback.Asked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * What is public of feedback, cut into pages that stay small whatever was written, and in the same
 * places in both languages, so that each page has its twin.
 */
final class BoardPages {

    private static final int MOST = 20;
    private static final int LARGEST_BYTES = 64 * 1024;

    private BoardPages() {}

    /**
     * @param shown in the reader's language
     * @param other the same in the other language
     * @return never empty; the only page of an empty board is empty
     */
    static List<List<Asked>> of(List<Asked> shown, List<Asked> other) {
        Map<UUID, Integer> bytes = new HashMap<>();
        Stream.concat(shown.stream(), other.stream())
                .forEach(one -> bytes.merge(one.id(), bytes(one), Math::max));
        List<List<Asked>> pages = new ArrayList<>();
        List<Asked> page = new ArrayList<>();
        pages.add(page);
        int size = 0;
        for (Asked one : shown) {
            int own = bytes.getOrDefault(one.id(), 0);
            if (!page.isEmpty() && (page.size() == MOST || size + own > LARGEST_BYTES)) {
                page = new ArrayList<>();
                pages.add(page);
                size = 0;
            }
            page.add(one);
            size += own;
        }
        return pages;
    }

    private static int bytes(Asked one) {
        String words = one.title() + one.text() + one.answer();
        return HtmlUtils.htmlEscape(words, "UTF-8").getBytes(StandardCharsets.UTF_8).length;
    }
}
