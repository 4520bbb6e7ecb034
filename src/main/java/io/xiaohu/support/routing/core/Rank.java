package io.xiaohu.support.routing.core;

import io.xiaohu.support.levels.Priority;
import java.util.ArrayList;
import java.util.List;

/** What comes first; of equals, whoever waits longest. */
public enum Rank {
    /** Money or an account is in danger, or somebody at the desk said that it is urgent. */
    MONEY_AT_RISK,
    /** The account is frozen, so its owner cannot pay. */
    FROZEN,
    /** Somebody who needs more care than others. */
    VULNERABLE,
    /** Somebody who asked for a human. */
    ASKED_FOR_HUMAN,
    HIGH,
    NORMAL,
    /** Also for the others, when somebody at the desk said so. */
    LOW;

    /** What a rank hangs on, and the rank. */
    public record Case(
            Priority priority,
            boolean said,
            boolean frozen,
            boolean vulnerable,
            boolean human,
            Rank rank) {}

    /** Every case there is, for whoever orders by rank where it cannot be asked. */
    public static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            for (int facts = 0; facts < 16; facts++) {
                boolean said = (facts & 8) != 0;
                boolean frozen = (facts & 4) != 0;
                boolean vulnerable = (facts & 2) != 0;
                boolean human = (facts & 1) != 0;
                all.add(
                        new Case(
                                priority,
                                said,
                                frozen,
                                vulnerable,
                                human,
                                of(priority, said, frozen, vulnerable, human)));
            }
        }
        return List.copyOf(all);
    }

    /**
     * @param priority what somebody said, or else what the topic presses by itself
     * @param said whether somebody said so
     */
    public static Rank of(
            Priority priority, boolean said, boolean frozen, boolean vulnerable, boolean human) {
        if (priority == Priority.URGENT) {
            return MONEY_AT_RISK;
        }
        if (said && priority == Priority.LOW) {
            return LOW;
        }
        if (frozen) {
            return FROZEN;
        }
        if (vulnerable) {
            return VULNERABLE;
        }
        if (human) {
            return ASKED_FOR_HUMAN;
        }
        return switch (priority) {
            case URGENT, HIGH -> HIGH;
            case NORMAL -> NORMAL;
            case LOW -> LOW;
        };
    }
}
