package io.xiaohu.limits;

import io.xiaohu.kernel.Money;

/**
 * What a class gives, whoever has it.
 *
 * @param period DAY, YEAR or LIFETIME
 */
public record CapShown(String code, String title, String period, Money cap) {}
