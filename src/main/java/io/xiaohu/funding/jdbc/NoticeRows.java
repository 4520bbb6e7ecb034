package io.xiaohu.funding.jdbc;

import io.xiaohu.funding.ChannelNotice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of notices about payment channels. */
@Repository
public class NoticeRows {

    private static final String COLUMNS =
            """
            select id, channel, kind, stops, text_zh, text_en, starts_at, ends_at, made_at,
                withdrawn_at
            from funding.channel_notice
            """;

    private static final String INSERT =
            """
            insert into funding.channel_notice (
                id, channel, kind, stops, text_zh, text_en, starts_at, ends_at, made_by, made_at)
            values (:id, :channel, :kind, :stops, :zh, :en, :starts, :ends, :by, :made)
            """;

    private static final String CURRENT =
            COLUMNS
                    + """
                    where withdrawn_at is null
                    and ends_at > :now
                    order by starts_at, id
                    """;

    private static final String AT =
            COLUMNS
                    + """
                    where channel = :channel
                    and starts_at <= :at
                    and ends_at > :at
                    and (withdrawn_at is null or withdrawn_at > :at)
                    order by stops desc, starts_at desc, id
                    limit 1
                    """;

    private static final String LATEST = COLUMNS + "order by made_at desc limit :most";

    private static final String WITHDRAW =
            """
            update funding.channel_notice
            set withdrawn_at = :now
            where id = :id
            and channel = :channel
            and withdrawn_at is null
            and ends_at > :now
            """;

    private final JdbcClient sql;

    NoticeRows(JdbcClient sql) {
        this.sql = sql;
    }

    public void insert(ChannelNotice notice, UUID by) {
        sql.sql(INSERT)
                .param("id", notice.id())
                .param("channel", notice.channel())
                .param("kind", notice.kind().name())
                .param("stops", notice.stops())
                .param("zh", notice.textZh())
                .param("en", notice.textEn())
                .param("starts", time(notice.startsAt()))
                .param("ends", time(notice.endsAt()))
                .param("by", by)
                .param("made", time(notice.madeAt()))
                .update();
    }

    /** What customers are told now, the earliest first. */
    public List<ChannelNotice> current(Instant now) {
        return sql.sql(CURRENT).param("now", time(now)).query(NoticeRows::notice).list();
    }

    /** What was announced of a channel at a moment, the most pressing. */
    public Optional<ChannelNotice> at(String channel, Instant moment) {
        return sql.sql(AT)
                .param("channel", channel)
                .param("at", time(moment))
                .query(NoticeRows::notice)
                .optional();
    }

    /** For staff: those that are over or withdrawn too, the newest first. */
    public List<ChannelNotice> latest(int most) {
        return sql.sql(LATEST).param("most", most).query(NoticeRows::notice).list();
    }

    /** False when there is no such notice of the channel, or it is over. */
    public boolean withdraw(String channel, UUID id, Instant now) {
        return sql.sql(WITHDRAW)
                        .param("channel", channel)
                        .param("id", id)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    private static ChannelNotice notice(ResultSet row, int n) throws SQLException {
        OffsetDateTime withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new ChannelNotice(
                row.getObject("id", UUID.class),
                row.getString("channel"),
                ChannelNotice.Kind.valueOf(row.getString("kind")),
                row.getBoolean("stops"),
                row.getString("text_zh"),
                row.getString("text_en"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                withdrawn == null ? null : withdrawn.toInstant());
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
