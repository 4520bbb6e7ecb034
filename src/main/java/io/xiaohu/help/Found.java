package io.xiaohu.help;

/**
 * An article that answers a question.
 *
 * @param score how well it fits; comparable within one answer only
 */
public record Found(String slug, String title, String topic, String excerpt, long score) {}
