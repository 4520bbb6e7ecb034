package io.xiaohu.trust.core;

import io.xiaohu.trust.PartKind;

/** One thing a text names, as it stands there, and what is said about it. */
public record Part(PartKind kind, String text, Finding finding) {}
