package io.xiaohu.help.search;

/**
 * An article that fits a question.
 *
 * @param score 0 to about 1; what is below a half is a guess
 */
public record Hit(String slug, double score) {}
