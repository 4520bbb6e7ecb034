package io.xiaohu.support.tools;

import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.search.Wordings;
import java.time.Instant;
import java.util.function.Predicate;

/** Whether a rule answers to a line: the same then, now, and in a dry run. */
final class RuleMatch {

    private RuleMatch() {}

    /**
     * @param open whether somebody answers at a moment
     */
    static boolean fits(Contents.Rule rule, Happened line, Predicate<Instant> open) {
        return setOff(rule.when(), line)
                && (rule.topics().isEmpty() || rule.topics().contains(line.topic()))
                && (rule.guest() == null || rule.guest() == line.guest())
                && (rule.words().isEmpty() || Wordings.hasAny(line.text(), rule.words()))
                && (rule.open() == null || rule.open() == open.test(line.at()));
    }

    private static boolean setOff(Contents.Rule.When when, Happened line) {
        return switch (when) {
            case OPENED -> line.author() == Author.CUSTOMER && line.seq() == 1;
            case CUSTOMER_WROTE -> line.author() == Author.CUSTOMER;
            case AGENT_WROTE -> line.author() == Author.AGENT;
        };
    }
}
