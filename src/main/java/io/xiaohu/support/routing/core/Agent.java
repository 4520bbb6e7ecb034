package io.xiaohu.support.routing.core;

import io.xiaohu.support.Topic;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who is online.
 *
 * @param topics what they answer; empty for everything
 * @param languages {@code zh}, {@code en} or both
 * @param capacity how many conversations they have at once
 * @param load how many they have now
 */
public record Agent(
        UUID id, String name, Set<Topic> topics, Set<String> languages, int capacity, int load) {

    /** How many more can be given; never less than none. */
    public int room() {
        return Math.max(0, capacity - load);
    }

    boolean speaks(String language) {
        return languages.contains(language);
    }

    boolean answers(Topic topic) {
        return topics.isEmpty() || topics.contains(topic);
    }

    Agent withOneMore() {
        return new Agent(id, name, topics, languages, capacity, load + 1);
    }
}
