package io.xiaohu.audit.jdbc;

import io.xiaohu.audit.AuditLine;
import io.xiaohu.audit.AuditLines;
import io.xiaohu.audit.core.AuditChain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the trail's rows; the long reads hold one snapshot and a few rows at a time. */
@Repository
class AuditRows implements AuditLines {

    private static final int FETCH = 1_000;

    private static final String COLUMNS =
            """
            select n, at, actor, action, subject, details::text as details, hash
            from audit.line
            """;

    private static final String WANTED =
            """
            where (cast(:actor as text) is null or actor = :actor)
            and (cast(:action as text) is null or action = :action
                or (right(:action, 1) = '.' and starts_with(action, :action)))
            and (cast(:subject as text) is null or subject = :subject)
            and (cast(:from as timestamptz) is null or at >= :from)
            and (cast(:until as timestamptz) is null or at < :until)
            """;

    private static final String PAGE =
            COLUMNS + WANTED + "and n < :below\norder by n desc\nlimit :most\n";

    private static final String ALL = COLUMNS + WANTED + "order by n\n";

    /** Leaps from one name to the next along the index: the trail is long and its names are few. */
    private static final String ACTIONS =
            """
            with recursive names as (
                (select action from audit.line order by action limit 1)
                union all
                select (
                    select line.action from audit.line
                    where line.action > names.action
                    order by line.action
                    limit 1)
                from names
                where names.action is not null)
            select action
            from names
            where action is not null
            order by action
            """;

    private final JdbcClient sql;
    private final NamedParameterJdbcTemplate slowly;

    AuditRows(JdbcClient sql, JdbcTemplate template) {
        this.sql = sql;
        JdbcTemplate fetching = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
        fetching.setFetchSize(FETCH);
        this.slowly = new NamedParameterJdbcTemplate(fetching);
    }

    @Override
    public List<AuditLine> page(Wanted wanted, long below, int most) {
        return sql.sql(PAGE)
                .paramSource(params(wanted).addValue("below", below).addValue("most", most))
                .query((row, n) -> read(row))
                .list();
    }

    @Override
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void each(Wanted wanted, Consumer<AuditLine> reader) {
        slowly.query(ALL, params(wanted), (ResultSet row) -> reader.accept(read(row)));
    }

    @Override
    public List<String> actions() {
        return sql.sql(ACTIONS).query((row, n) -> row.getString("action")).list();
    }

    private static MapSqlParameterSource params(Wanted wanted) {
        return new MapSqlParameterSource()
                .addValue("actor", wanted.actor())
                .addValue("action", wanted.action())
                .addValue("subject", wanted.subject())
                .addValue("from", moment(wanted.from()))
                .addValue("until", moment(wanted.until()));
    }

    private static @Nullable OffsetDateTime moment(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static AuditLine read(ResultSet row) throws SQLException {
        return new AuditLine(
                row.getLong("n"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                AuditChain.details(row.getString("details")),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }
}
