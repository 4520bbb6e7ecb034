package io.xiaohu.feedback;

import io.xiaohu.feedback.FeedbackItem.Source;
import io.xiaohu.feedback.jdbc.FeedbackRows;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.support.FeedbackKind;
import io.xiaohu.support.HandedFiles;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes feedback in and lets its writer follow it. */
@Service
public class FeedbackBox {

    private final FeedbackRows rows;
    private final HandedFiles files;
    private final Clock clock;

    FeedbackBox(FeedbackRows rows, HandedFiles files, Clock clock) {
        this.rows = rows;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Takes feedback in, with files the customer sent before.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when a file is not the customer's
     */
    @Transactional
    public FeedbackItem give(
            @Nullable UUID customer,
            FeedbackKind kind,
            String text,
            List<UUID> attachmentIds,
            Source source) {
        files.handOver(customer, attachmentIds);
        return kept(customer, kind, text, attachmentIds, source);
    }

    /**
     * Takes feedback in from somebody without an account, with pictures that come along.
     *
     * @throws io.xiaohu.kernel.ProblemException FILE_TYPE_REFUSED when one is no picture
     */
    @Transactional
    public FeedbackItem giveWithPictures(
            FeedbackKind kind, String text, List<SafeFile> pictures, Source source) {
        return kept(null, kind, text, files.keepPictures(pictures), source);
    }

    private FeedbackItem kept(
            @Nullable UUID customer,
            FeedbackKind kind,
            String text,
            List<UUID> attachmentIds,
            Source source) {
        UUID id = Ids.next();
        rows.insert(
                new FeedbackRows.Given(
                        id, customer, kind, text, attachmentIds, source, null, null, null),
                clock.instant());
        return rows.find(id).orElseThrow();
    }

    /** A customer's own, the latest first. */
    public List<FeedbackItem> of(UUID customer) {
        return rows.of(customer);
    }

    /**
     * One of a customer's own.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it is somebody else's
     */
    public FeedbackItem of(UUID customer, UUID id) {
        return rows.find(id)
                .filter(item -> customer.equals(item.customer()))
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    /** The one that goes on for it: itself, unless it was merged. */
    public FeedbackItem goingOn(FeedbackItem item) {
        UUID into = item.mergedInto();
        return into == null ? item : rows.find(into).orElseThrow();
    }
}
