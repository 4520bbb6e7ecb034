package io.xiaohu.support;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Told by whoever lets a machine answer in conversations: which lines are answers, and of what. */
public interface MachineAnswers {

    /**
     * What a line of the house answers with.
     *
     * @param source what it was taken from, as the reader sees it
     * @param href where that is in the wallet
     * @param helpful what the customer said of it; null when nothing
     */
    record Shown(String source, String href, @Nullable Boolean helpful) {}

    /** By the numbers of the lines. */
    Map<Long, Shown> of(UUID conversation);

    /**
     * Keeps what the customer says of an answer.
     *
     * @return false when that line is no answer
     */
    boolean rate(UUID conversation, long seq, boolean helpful);
}
