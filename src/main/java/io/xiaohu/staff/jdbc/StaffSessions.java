package io.xiaohu.staff.jdbc;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SessionSource;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.staff.OpenDeskSessions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Sessions of staff: shorter than a customer's, with a cookie of their own. */
@Service
public class StaffSessions implements SessionSource, OpenDeskSessions {

    public static final String COOKIE = "xiaohu_desk";

    private static final Duration IDLE = Duration.ofHours(2);
    private static final Duration ABSOLUTE = Duration.ofHours(14);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private static final String INSERT =
            """
            insert into staff.session (id, member_id, token_hash, created_at, seen_at)
            values (:id, :member, :hash, :now, :now)
            """;

    private static final String STILL_OPEN =
            """
            and m.disabled_at is null
            and s.ended_at is null
            and s.seen_at > :idle
            and s.created_at > :absolute
            """;

    private static final String FIND =
            """
            select s.id, s.member_id, s.seen_at, m.display_name, m.roles
            from staff.session s
            join staff.member m on m.id = s.member_id
            where s.token_hash = :hash
            """
                    + STILL_OPEN;

    private static final String IS_OPEN =
            """
            select s.id
            from staff.session s
            join staff.member m on m.id = s.member_id
            where s.id = :id
            """
                    + STILL_OPEN;

    private static final String SEEN =
            "update staff.session set seen_at = :now where id = :id and seen_at < :before";

    private static final String END =
            "update staff.session set ended_at = :now where id = :id and ended_at is null";

    private static final String END_ALL =
            """
            update staff.session
            set ended_at = :now
            where member_id = :member
            and ended_at is null
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;

    StaffSessions(JdbcClient sql, Clock clock, Keyring keyring) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
    }

    @Override
    public String cookie() {
        return COOKIE;
    }

    @Override
    public boolean covers(String path) {
        return path.startsWith("/api/v1/desk/");
    }

    /** Opens a session; gives the token for the cookie. */
    public String open(UUID member) {
        String token = Tokens.create();
        sql.sql(INSERT)
                .param("id", Ids.next())
                .param("member", member)
                .param("hash", Tokens.hash(token))
                .param("now", OffsetDateTime.now(clock))
                .update();
        return token;
    }

    @Override
    public Optional<Session> find(String token, boolean attended) {
        if (token.isEmpty() || token.length() > Tokens.LONGEST) {
            return Optional.empty();
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        return sql.sql(FIND)
                .param("hash", Tokens.hash(token))
                .param("idle", now.minus(IDLE))
                .param("absolute", now.minus(ABSOLUTE))
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    if (attended
                            && row.getObject("seen_at", OffsetDateTime.class)
                                    .isBefore(now.minus(SEEN_EVERY))) {
                        seen(id, now);
                    }
                    String[] roles = (String[]) row.getArray("roles").getArray();
                    return new Session(
                            new Caller.Staff(
                                    row.getObject("member_id", UUID.class),
                                    id,
                                    row.getString("display_name"),
                                    Arrays.stream(roles)
                                            .map(Role::valueOf)
                                            .collect(Collectors.toSet())),
                            csrfToken(token));
                })
                .optional();
    }

    @Override
    public boolean isOpen(UUID session) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return sql.sql(IS_OPEN)
                .param("id", session)
                .param("idle", now.minus(IDLE))
                .param("absolute", now.minus(ABSOLUTE))
                .query((row, n) -> true)
                .optional()
                .isPresent();
    }

    /** Zero rows is fine: it had ended already. */
    public void end(UUID id) {
        sql.sql(END).param("id", id).param("now", OffsetDateTime.now(clock)).update();
    }

    /** Ends all of somebody's sessions; zero rows is fine: they were not here. */
    public void endAll(UUID member) {
        sql.sql(END_ALL).param("member", member).param("now", OffsetDateTime.now(clock)).update();
    }

    public String csrfToken(String token) {
        byte[] mac =
                keyring.mac(
                        Keyring.Purpose.CSRF, ("desk " + token).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    /** Zero rows is fine: another call noted it. */
    private void seen(UUID id, OffsetDateTime now) {
        sql.sql(SEEN)
                .param("id", id)
                .param("now", now)
                .param("before", now.minus(SEEN_EVERY))
                .update();
    }
}
