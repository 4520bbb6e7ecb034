package io.xiaohu.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Told by the module that owns a kind of subject. Support asks it and so needs to know no money
 * module.
 */
public interface SubjectDescriber {

    Set<SubjectKind> kinds();

    /**
     * Describes a subject that belongs to this customer.
     *
     * @param customerId the owner it must belong to; null for a guest, who owns no subject with
     *     account data
     * @return empty when there is no such thing or it is another person's: the caller cannot tell
     *     which
     */
    Optional<SubjectView> describe(SubjectRef subject, @Nullable UUID customerId, Locale locale);
}
