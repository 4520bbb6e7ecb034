package io.xiaohu.trust.core;

import java.util.List;

/**
 * A checked value: what decides, and every part that was found.
 *
 * @param decides the worst of the parts, or what the words alone say
 */
public record Judged(Finding decides, List<Part> parts) {

    public Judged {
        parts = List.copyOf(parts);
    }
}
