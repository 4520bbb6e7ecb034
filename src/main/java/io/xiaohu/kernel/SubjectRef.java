package io.xiaohu.kernel;

import java.util.UUID;

/** Points at one thing a customer can ask about; whose it is, only its owner module can say. */
public record SubjectRef(SubjectKind kind, UUID id) {}
