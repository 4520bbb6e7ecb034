package io.xiaohu.support.hours.jdbc;

import io.xiaohu.support.hours.ServicePeak;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of peaks. */
@Repository
public class PeakRows {

    private static final String COLUMNS =
            """
            select id, region, channel, starts_at, ends_at, answer_within_seconds, text_zh, text_en,
                announced_at, announced_by, withdrawn_at
            from support.service_peak
            """;

    private static final String NOT_OVER =
            COLUMNS + "where ends_at > :now and withdrawn_at is null order by starts_at";

    private static final String LATEST = COLUMNS + "order by starts_at desc limit 50";

    private static final String INSERT =
            """
            insert into support.service_peak (
                id, region, channel, starts_at, ends_at, answer_within_seconds, text_zh, text_en,
                announced_at, announced_by)
            values (
                :id, :region, :channel, :starts, :ends, :within, :textZh, :textEn, :announced, :by)
            """;

    private static final String WITHDRAW =
            """
            update support.service_peak
            set withdrawn_at = :now
            where id = :id
            and withdrawn_at is null
            and ends_at > :now
            """;

    private final JdbcClient sql;
    private final Clock clock;

    PeakRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public List<ServicePeak> notOver() {
        return sql.sql(NOT_OVER)
                .param("now", OffsetDateTime.now(clock))
                .query(PeakRows::peak)
                .list();
    }

    public List<ServicePeak> latest() {
        return sql.sql(LATEST).query(PeakRows::peak).list();
    }

    public void insert(ServicePeak peak) {
        sql.sql(INSERT)
                .param("id", peak.id())
                .param("region", peak.region())
                .param("channel", peak.channel())
                .param("starts", peak.startsAt().atOffset(ZoneOffset.UTC))
                .param("ends", peak.endsAt().atOffset(ZoneOffset.UTC))
                .param("within", peak.answerWithin().toSeconds())
                .param("textZh", peak.textZh())
                .param("textEn", peak.textEn())
                .param("announced", peak.announcedAt().atOffset(ZoneOffset.UTC))
                .param("by", peak.announcedBy())
                .update();
    }

    /** False when there is no such peak, or it is over or withdrawn already. */
    public boolean withdraw(UUID id, Instant now) {
        return sql.sql(WITHDRAW).param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).update()
                == 1;
    }

    private static ServicePeak peak(ResultSet row, int n) throws SQLException {
        OffsetDateTime withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new ServicePeak(
                row.getObject("id", UUID.class),
                row.getString("region"),
                row.getString("channel"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                Duration.ofSeconds(row.getInt("answer_within_seconds")),
                row.getString("text_zh"),
                row.getString("text_en"),
                row.getObject("announced_at", OffsetDateTime.class).toInstant(),
                row.getString("announced_by"),
                withdrawn == null ? null : withdrawn.toInstant());
    }
}
