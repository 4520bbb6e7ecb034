package io.xiaohu.feedback.jdbc;

import io.xiaohu.feedback.FeedbackItem;
import io.xiaohu.feedback.PublicFeedback;
import io.xiaohu.support.FeedbackKind;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is public of feedback, and votes for it. */
@Repository
public class BoardRows {

    private static final String BOARD =
            """
            select f.id, f.kind, f.state,
                case when :english then p.title_en else p.title_zh end as title,
                case when :english then p.text_en else p.text_zh end as text,
                case when :english then p.answer_en else p.answer_zh end as answer,
                count(v.customer_id) as votes,
                coalesce(bool_or(v.customer_id = :reader), false) as voted,
                p.published_at
            from feedback.publication p
            join feedback.feedback f on f.id = p.feedback_id
            left join feedback.vote v on v.feedback_id = f.id
            where p.withdrawn_at is null
            and f.merged_into is null
            group by f.id, p.feedback_id
            order by votes desc, p.published_at desc
            limit 100
            """;

    /** Against merging meanwhile: a vote must not stay behind. */
    private static final String LOCK_PUBLIC =
            """
            select f.id
            from feedback.feedback f
            join feedback.publication p on p.feedback_id = f.id
            where f.id = :id
            and f.merged_into is null
            and p.withdrawn_at is null
            for share of f
            """;

    private static final String VOTE =
            """
            insert into feedback.vote (feedback_id, customer_id, at)
            values (:id, :customer, :at)
            on conflict do nothing
            """;

    /** That there was none is fine. */
    private static final String UNVOTE =
            "delete from feedback.vote where feedback_id = :id and customer_id = :customer";

    private static final String COPY_VOTES =
            """
            insert into feedback.vote (feedback_id, customer_id, at)
            select :into, customer_id, at
            from feedback.vote
            where feedback_id = :id
            on conflict do nothing
            """;

    private static final String DROP_VOTES = "delete from feedback.vote where feedback_id = :id";

    private static final String PUBLISH =
            """
            insert into feedback.publication (
                feedback_id, title_zh, title_en, text_zh, text_en, answer_zh, answer_en,
                published_by, published_at)
            values (
                :id, :titleZh, :titleEn, :textZh, :textEn, :answerZh, :answerEn, :by, :at)
            on conflict (feedback_id) do update
            set title_zh = excluded.title_zh,
                title_en = excluded.title_en,
                text_zh = excluded.text_zh,
                text_en = excluded.text_en,
                answer_zh = excluded.answer_zh,
                answer_en = excluded.answer_en,
                published_by = excluded.published_by,
                withdrawn_at = null
            """;

    private static final String WITHDRAW =
            """
            update feedback.publication
            set withdrawn_at = :at
            where feedback_id = :id
            and withdrawn_at is null
            """;

    private final JdbcClient sql;

    BoardRows(JdbcClient sql) {
        this.sql = sql;
    }

    public List<PublicFeedback.Asked> board(@Nullable UUID reader, boolean english) {
        return sql.sql(BOARD)
                .param("reader", reader, Types.OTHER)
                .param("english", english)
                .query((row, n) ->
                        new PublicFeedback.Asked(
                                row.getObject("id", UUID.class),
                                FeedbackKind.valueOf(row.getString("kind")),
                                FeedbackItem.State.valueOf(row.getString("state")),
                                row.getString("title"),
                                row.getString("text"),
                                row.getString("answer"),
                                row.getInt("votes"),
                                row.getBoolean("voted"),
                                row.getObject("published_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    public boolean lockPublic(UUID id) {
        return !sql.sql(LOCK_PUBLIC).param("id", id).query((row, n) -> n).list().isEmpty();
    }

    public void vote(UUID id, UUID customer, Instant at) {
        sql.sql(VOTE).param("id", id).param("customer", customer).param("at", time(at)).update();
    }

    public void unvote(UUID id, UUID customer) {
        sql.sql(UNVOTE).param("id", id).param("customer", customer).update();
    }

    /** Somebody who voted for both has one vote after that. */
    public void moveVotes(UUID id, UUID into) {
        sql.sql(COPY_VOTES).param("id", id).param("into", into).update();
        sql.sql(DROP_VOTES).param("id", id).update();
    }

    public void publish(UUID id, FeedbackItem.Published published, UUID by, Instant at) {
        sql.sql(PUBLISH)
                .param("id", id)
                .param("titleZh", published.titleZh())
                .param("titleEn", published.titleEn())
                .param("textZh", published.textZh())
                .param("textEn", published.textEn())
                .param("answerZh", published.answerZh())
                .param("answerEn", published.answerEn())
                .param("by", by)
                .param("at", time(at))
                .update();
    }

    public boolean withdraw(UUID id, Instant at) {
        return sql.sql(WITHDRAW).param("id", id).param("at", time(at)).update() == 1;
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
