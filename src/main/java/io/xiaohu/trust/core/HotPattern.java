package io.xiaohu.trust.core;

import io.xiaohu.trust.HotKind;
import java.time.Instant;

/**
 * An entry of the hot list as checks need it.
 *
 * @param key as {@link HotKeys} writes it
 */
public record HotPattern(HotKind kind, String key, Instant since) {}
