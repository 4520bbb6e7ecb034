package io.xiaohu.support.views.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The boxes of the inbox, each with the index that holds its order. */
@Repository
public class BoxRows {

    private static final String ORDER =
            """
            and not as_request
            and (last_at, id) < (:at, :id)
            order by last_at desc, id desc
            limit :most
            """;

    /** A conversation is where the first of its clocks is. */
    private static final String DUE =
            """
            select conversation_id as id, due_at as at, false as ahead
            from support.service_clock clock
            where stopped_at is null
            and due_at is not null
            and (due_at, conversation_id) > (:at, :id)
            and not exists (
                select from support.service_clock other
                where other.conversation_id = clock.conversation_id
                and other.stopped_at is null
                and (other.due_at, other.kind) < (clock.due_at, clock.kind))
            order by due_at, conversation_id
            limit :most
            """;

    /** Who asked for a human comes first. */
    private static final String WAITING =
            """
            select id, last_at as at, human_asked_at is not null as ahead
            from support.conversation
            where state = 'WAITING'
            and not as_request
            and ((human_asked_at is not null), last_at, id) < (:ahead, :at, :id)
            order by (human_asked_at is not null) desc, last_at desc, id desc
            limit :most
            """;

    private static final Map<String, String> BOXES =
            Map.of(
                    "due",
                    DUE,
                    "waiting",
                    WAITING,
                    "mine",
                    """
                    select id, last_at as at, false as ahead
                    from support.conversation
                    where state = 'OPEN'
                    and claimed_by = :agent
                    and snoozed_until is null
                    """
                            + ORDER,
                    "snoozed",
                    """
                    select id, last_at as at, false as ahead
                    from support.conversation
                    where state = 'OPEN'
                    and claimed_by = :agent
                    and snoozed_until is not null
                    """
                            + ORDER,
                    "closed",
                    """
                    select id, last_at as at, false as ahead
                    from support.conversation
                    where state = 'CLOSED'
                    """
                            + ORDER,
                    "all",
                    """
                    select id, last_at as at, false as ahead
                    from support.conversation
                    where state <> 'CLOSED'
                    and snoozed_until is null
                    """
                            + ORDER);

    private final JdbcClient sql;

    BoxRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Where a page of a list ends.
     *
     * @param ahead whether that is among those who come before all others
     * @param at when the last of it last changed, or is due
     */
    public record Place(boolean ahead, Instant at, UUID id) {

        /** As it is written: {@code a} when ahead, microseconds since 1970, and the id. */
        public static final String PATTERN =
                "a?\\d{1,18}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

        private static final Place LATEST =
                new Place(true, Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));
        private static final Place EARLIEST = new Place(false, Instant.EPOCH, new UUID(0, 0));
        private static final long MICROS = 1_000_000L;
        private static final long NANOS_A_MICRO = 1_000L;

        /**
         * @param written what fits the pattern; null is before the latest of all
         */
        public static Place of(@Nullable String written) {
            return written == null ? LATEST : read(written);
        }

        /**
         * @param box the list it is a place of; null is before everything in it
         */
        public static Place in(String box, @Nullable String written) {
            return written == null && box.equals("due") ? EARLIEST : of(written);
        }

        private static Place read(String written) {
            int dash = written.indexOf('-');
            boolean ahead = written.startsWith("a");
            long micros = Long.parseLong(written.substring(ahead ? 1 : 0, dash));
            return new Place(
                    ahead,
                    Instant.ofEpochSecond(micros / MICROS, micros % MICROS * NANOS_A_MICRO),
                    UUID.fromString(written.substring(dash + 1)));
        }

        public String written() {
            long micros = at.getEpochSecond() * MICROS + at.getNano() / NANOS_A_MICRO;
            return (ahead ? "a" : "") + micros + "-" + id;
        }
    }

    /**
     * A page of a list.
     *
     * @param next where the one after it begins; null when there is none
     */
    public record Part(List<UUID> ids, @Nullable String next) {

        /** Of what was read with one more than the page holds. */
        static Part of(List<Place> read, int most) {
            boolean more = read.size() > most;
            List<Place> page = more ? read.subList(0, most) : read;
            return new Part(
                    page.stream().map(Place::id).toList(), more ? page.getLast().written() : null);
        }
    }

    /**
     * @param box mine, snoozed, all or closed, the latest first; waiting, of whom first who asked
     *     for a human; or due, what is due next first
     */
    public Part part(String box, UUID agent, Place after, int most) {
        return Part.of(
                sql.sql(Objects.requireNonNull(BOXES.get(box)))
                        .param("agent", agent)
                        .param("ahead", after.ahead())
                        .param("at", after.at().atOffset(ZoneOffset.UTC))
                        .param("id", after.id())
                        .param("most", most + 1)
                        .query((row, n) ->
                                new Place(
                                        row.getBoolean("ahead"),
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        row.getObject("id", UUID.class)))
                        .list(),
                most);
    }
}
