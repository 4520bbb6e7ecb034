package io.xiaohu.support.routing;

import io.xiaohu.support.Topic;
import java.util.Set;
import java.util.UUID;

/**
 * What a member of staff answers.
 *
 * @param topics empty for every topic
 * @param languages {@code zh}, {@code en} or both
 * @param capacity how many conversations at once
 */
public record AgentSkill(UUID staffId, Set<Topic> topics, Set<String> languages, int capacity) {

    private static final int USUAL_CAPACITY = 5;

    /** What counts until somebody says otherwise. */
    public static AgentSkill usual(UUID staffId) {
        return new AgentSkill(staffId, Set.of(), Set.of("zh", "en"), USUAL_CAPACITY);
    }
}
