package io.xiaohu.dispute;

import io.xiaohu.dispute.jdbc.DisputeRows;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes a dispute to whoever opened it, and to the agent they ask about it. */
@Component
class DisputeSubjects implements SubjectDescriber {

    private static final Texts TEXTS = Texts.of("dispute");

    private final DisputeRows rows;

    DisputeSubjects(DisputeRows rows) {
        this.rows = rows;
    }

    @Override
    public Set<SubjectKind> kinds() {
        return Set.of(SubjectKind.DISPUTE);
    }

    @Override
    public Optional<SubjectView> describe(
            SubjectRef subject, @Nullable UUID customer, Locale locale) {
        return rows.find(subject.id())
                .filter(dispute -> dispute.customer().equals(customer))
                .map(dispute ->
                        new SubjectView(
                                subject,
                                TEXTS.get(
                                        locale,
                                        "title",
                                        Map.of(
                                                "reason",
                                                TEXTS.get(locale, "reason." + dispute.reason()))),
                                TEXTS.get(locale, "stage." + dispute.stage()),
                                null,
                                dispute.stage().name(),
                                dispute.openedAt(),
                                null));
    }
}
