package io.xiaohu.staff.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One-time links for new members, and challenges for a second factor that is due. */
@Repository
public class Invitations {

    private static final Duration INVITATION_LIFE = Duration.ofHours(24);
    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);
    private static final int CHALLENGE_TRIES = 5;

    private static final String INVITE =
            """
            insert into staff.invitation (token_hash, member_id, expires_at)
            values (:hash, :member, :expires)
            """;

    /** Of several links only the newest works. */
    private static final String REVOKE =
            """
            update staff.invitation
            set used_at = :now
            where member_id = :member
            and used_at is null
            """;

    private static final String INVITED =
            """
            select i.member_id
            from staff.invitation i
            join staff.member m on m.id = i.member_id
            where i.token_hash = :hash
            and i.used_at is null
            and i.expires_at > :now
            and m.disabled_at is null
            """;

    private static final String USE_INVITATION =
            """
            update staff.invitation
            set used_at = :now
            where token_hash = :hash
            and used_at is null
            """;

    private static final String CHALLENGE =
            """
            insert into staff.challenge (id, member_id, expires_at)
            values (:id, :member, :expires)
            """;

    private static final String CHALLENGED =
            """
            update staff.challenge
            set wrong = wrong + 1
            where id = :id
            and member_id = :member
            and used_at is null
            and wrong < :tries
            and expires_at > :now
            """;

    private static final String USE_CHALLENGE =
            "update staff.challenge set used_at = :now where id = :id and used_at is null";

    private final JdbcClient sql;
    private final Clock clock;

    Invitations(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Gives the token of a new link. */
    public String invite(UUID member) {
        revoke(member);
        String token = Tokens.create();
        sql.sql(INVITE)
                .param("hash", Tokens.hash(token))
                .param("member", member)
                .param("expires", OffsetDateTime.now(clock).plus(INVITATION_LIFE))
                .update();
        return token;
    }

    /** Ends links that were not used; zero rows is fine: there were none. */
    public void revoke(UUID member) {
        sql.sql(REVOKE).param("member", member).param("now", OffsetDateTime.now(clock)).update();
    }

    public Optional<UUID> invited(String token) {
        return sql.sql(INVITED)
                .param("hash", Tokens.hash(token))
                .param("now", OffsetDateTime.now(clock))
                .query((row, n) -> row.getObject("member_id", UUID.class))
                .optional();
    }

    /** Uses the link up; false when it was used already. */
    public boolean useInvitation(String token) {
        return sql.sql(USE_INVITATION)
                        .param("hash", Tokens.hash(token))
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    public UUID challenge(UUID member) {
        UUID id = Ids.next();
        sql.sql(CHALLENGE)
                .param("id", id)
                .param("member", member)
                .param("expires", OffsetDateTime.now(clock).plus(CHALLENGE_LIFE))
                .update();
        return id;
    }

    /** Takes one of the challenge's tries; false when it is over or another's. */
    public boolean tryChallenge(UUID id, UUID member) {
        return sql.sql(CHALLENGED)
                        .param("id", id)
                        .param("member", member)
                        .param("tries", CHALLENGE_TRIES)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    public boolean useChallenge(UUID id) {
        return sql.sql(USE_CHALLENGE)
                        .param("id", id)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }
}
