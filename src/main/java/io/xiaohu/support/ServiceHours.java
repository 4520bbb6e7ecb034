package io.xiaohu.support;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.core.OpeningHours;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** When people answer, region by region, and how long it takes at the moment. */
@Service
public class ServiceHours {

    private static final Texts TEXTS = Texts.of("support");

    private static final String REGIONS =
            "select region, zone, label_zh, label_en from support.region order by position";

    /** 24:00 cannot be read as a time of Java's, so the end of the day is said apart. */
    private static final String HOURS =
            """
            select day, opens, case when closes = '24:00' then '00:00'::time else closes end as closes,
                closes = '24:00' as whole
            from support.hours
            where region = :region
            order by day, opens
            """;

    private static final String SPECIAL =
            """
            select day, coalesce(like_weekday, 0) as like_weekday
            from support.special_day
            where region = :region
            """;

    /** The median first answer of the last day, once there is one to speak of. */
    private static final String EXPECTED_WAIT =
            """
            select percentile_cont(0.5) within group (
                order by extract(epoch from first_answer_at - opened_at))
            from support.conversation
            where first_answer_at is not null
            and opened_at > :since
            having count(*) >= 3
            """;

    private static final long ANNOUNCED_WAIT_SECONDS = 120;

    /**
     * A region's hours.
     *
     * @param opensAt when it opens next, when it is closed
     * @param closesAt when it closes, when it is open and does close
     */
    public record RegionHours(
            String region,
            String label,
            String hours,
            boolean open,
            @Nullable Instant opensAt,
            @Nullable Instant closesAt) {}

    private record Region(String region, String zone, String labelZh, String labelEn) {}

    private final JdbcClient sql;
    private final Clock clock;

    ServiceHours(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** All regions at a moment, the home market first. */
    public List<RegionHours> regions(Instant at, Locale locale) {
        return sql
                .sql(REGIONS)
                .query((row, n) ->
                        new Region(
                                row.getString("region"),
                                row.getString("zone"),
                                row.getString("label_zh"),
                                row.getString("label_en")))
                .list()
                .stream()
                .map(region -> hours(region, at, locale))
                .toList();
    }

    /**
     * What a new conversation can expect, in seconds: what was measured lately, or what we announce
     * when too few were answered to measure.
     */
    public long expectedWaitSeconds() {
        return sql
                .sql(EXPECTED_WAIT)
                .param("since", OffsetDateTime.now(clock).minusDays(1))
                .query((row, n) -> Math.round(row.getDouble(1)))
                .list()
                .stream()
                .findFirst()
                .orElse(ANNOUNCED_WAIT_SECONDS);
    }

    private RegionHours hours(Region region, Instant at, Locale locale) {
        OpeningHours hours = read(region);
        boolean english = Languages.supported(locale) == Languages.ENGLISH;
        return new RegionHours(
                region.region(),
                english ? region.labelEn() : region.labelZh(),
                inWords(hours, locale),
                hours.isOpen(at),
                hours.opensAt(at),
                hours.closesAt(at));
    }

    private OpeningHours read(Region region) {
        Map<Integer, List<OpeningHours.Range>> week = new HashMap<>();
        sql.sql(HOURS)
                .param("region", region.region())
                .query((row, n) ->
                        week.computeIfAbsent(row.getInt("day"), day -> new ArrayList<>())
                                .add(range(row)))
                .list();
        Map<LocalDate, Integer> special = new HashMap<>();
        sql.sql(SPECIAL)
                .param("region", region.region())
                .query((row, n) -> {
                    LocalDate day = row.getObject("day", LocalDate.class);
                    special.put(day, row.getInt("like_weekday"));
                    return day;
                })
                .list();
        return new OpeningHours(ZoneId.of(region.zone()), week, special);
    }

    private static OpeningHours.Range range(ResultSet row) throws SQLException {
        return new OpeningHours.Range(
                row.getObject("opens", LocalTime.class),
                row.getObject("closes", LocalTime.class),
                row.getBoolean("whole"));
    }

    private static String inWords(OpeningHours hours, Locale locale) {
        List<OpeningHours.Range> monday = hours.week().getOrDefault(1, List.of());
        if (monday.isEmpty()) {
            return "";
        }
        OpeningHours.Range range = monday.getFirst();
        if (range.endsWithDay() && range.opens().equals(LocalTime.MIDNIGHT)) {
            return TEXTS.get(locale, "hours.all");
        }
        String words = range.opens() + "–" + (range.endsWithDay() ? "24:00" : range.closes());
        String key = hours.week().containsKey(7) ? "hours.daily" : "hours.week";
        return TEXTS.get(locale, key, Map.of("range", words));
    }
}
