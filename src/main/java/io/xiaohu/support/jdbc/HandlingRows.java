package io.xiaohu.support.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Handing on, putting aside, opening again and putting together, with the conversation held. */
@Repository
public class HandlingRows {

    private static final String HAND_ON =
            """
            update support.conversation
            set state = 'OPEN', claimed_by = :agent, claimed_name = :name, claimed_at = :now,
                snoozed_until = null
            where id = :id
            and state <> 'CLOSED'
            and claimed_by is distinct from :agent
            """;

    private static final String SNOOZE =
            """
            update support.conversation
            set snoozed_until = :until
            where id = :id
            and state = 'OPEN'
            and claimed_by = :agent
            """;

    private static final String WAKE =
            """
            update support.conversation
            set snoozed_until = null
            where id = :id
            and snoozed_until is not null
            """;

    private static final String TO_WAKE =
            """
            select id
            from support.conversation
            where snoozed_until <= :now
            order by snoozed_until
            limit 100
            """;

    private static final String REOPEN =
            """
            update support.conversation
            set state = 'WAITING', claimed_by = null, claimed_name = null, closed_at = null,
                human_asked_at = null
            where id = :id
            and state = 'CLOSED'
            and continued_in is null
            """;

    private static final String REOPEN_FOR =
            """
            update support.conversation
            set state = 'OPEN', claimed_by = :agent, claimed_name = :name, claimed_at = :now,
                closed_at = null, human_asked_at = null
            where id = :id
            and state = 'CLOSED'
            and continued_in is null
            """;

    private static final String CONTINUE =
            """
            update support.conversation
            set continued_in = :other
            where id = :id
            and state = 'CLOSED'
            and continued_in is null
            """;

    private static final String ASK_HUMAN =
            """
            update support.conversation
            set human_asked_at = :now
            where id = :id
            and human_asked_at is null
            """;

    private static final String OPEN_ANEW =
            """
            insert into support.conversation (
                id, customer_id, guest_hash, topic, subject_kind, subject_id, code, language,
                state, opened_at, last_at, waiting_since)
            select :id, customer_id, guest_hash, topic, subject_kind, subject_id, code, language,
                'WAITING', :now, :now, :now
            from support.conversation
            where id = :old
            """;

    /**
     * The lines of one at the end of the other, in their order, as they were written; their ids are
     * of the time they were written at, too (RFC 9562, version 7).
     */
    private static final String COPY_LINES =
            """
            insert into support.message (
                conversation_id, seq, id, author, author_id, author_name, client_id, internal,
                content, attachment_ids, at, english)
            select :into, :last + row_number() over (order by m.seq),
                cast(
                    lpad(to_hex(floor(extract(epoch from m.at) * 1000)::bigint), 12, '0')
                        || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14) as uuid),
                m.author, m.author_id, m.author_name,
                case
                    when exists (
                        select from support.message there
                        where there.conversation_id = :into
                        and there.author = m.author
                        and there.client_id = m.client_id) then null
                    else m.client_id
                end,
                m.internal, m.content, m.attachment_ids, m.at, m.english
            from support.message m
            where m.conversation_id = :id
            """;

    /** Numbers have no gaps, so a line's new number is its own and what was there before. */
    private static final String COPY_WITHDRAWALS =
            """
            insert into support.withdrawal (conversation_id, seq, told_seq, at)
            select :into, seq + :last, told_seq + :last, at
            from support.withdrawal
            where conversation_id = :id
            """;

    private static final String COPY_MENTIONS =
            """
            insert into support.mention (conversation_id, seq, staff_id, at, seen_at)
            select :into, seq + :last, staff_id, at, seen_at
            from support.mention
            where conversation_id = :id
            """;

    private static final String SEE_MENTIONS =
            """
            update support.mention
            set seen_at = :now
            where conversation_id = :id
            and seen_at is null
            """;

    private static final String COPY_TAGS =
            """
            insert into support.conversation_tag (conversation_id, tag, added_by, at)
            select :into, tag, added_by, at
            from support.conversation_tag
            where conversation_id = :id
            on conflict do nothing
            """;

    private static final String MOVE_FILES =
            "update support.attachment set conversation_id = :into where conversation_id = :id";

    private static final String TAKE_IN =
            """
            update support.conversation c
            set last_seq = c.last_seq + :added,
                customer_seq = greatest(
                    c.customer_seq,
                    case when o.customer_seq > 0 then :last + o.customer_seq else 0 end),
                last_text = case when o.last_at > c.last_at then o.last_text else c.last_text end,
                last_at = greatest(c.last_at, o.last_at),
                opened_at = least(c.opened_at, o.opened_at),
                waiting_since = case
                    when o.state = 'CLOSED' then c.waiting_since
                    else least(c.waiting_since, o.waiting_since)
                end,
                human_asked_at = least(c.human_asked_at, o.human_asked_at)
            from support.conversation o
            where c.id = :into
            and o.id = :id
            """;

    private final JdbcClient sql;

    HandlingRows(JdbcClient sql) {
        this.sql = sql;
    }

    public boolean handOn(UUID id, UUID agent, String name, Instant now) {
        return with(HAND_ON, id, now).param("agent", agent).param("name", name).update() == 1;
    }

    public boolean snooze(UUID id, UUID agent, Instant until) {
        return sql.sql(SNOOZE)
                        .param("id", id)
                        .param("agent", agent)
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public boolean wake(UUID id) {
        return sql.sql(WAKE).param("id", id).update() == 1;
    }

    public List<UUID> toWake(Instant now) {
        return sql.sql(TO_WAKE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Back to the queue. */
    public boolean reopen(UUID id) {
        return sql.sql(REOPEN).param("id", id).update() == 1;
    }

    /** Back into somebody's hands. */
    public boolean reopenFor(UUID id, UUID agent, String name, Instant now) {
        return with(REOPEN_FOR, id, now).param("agent", agent).param("name", name).update() == 1;
    }

    /** Opens one of the same person about the same thing, without a line yet. */
    public void openAnew(UUID old, UUID id, Instant now) {
        with(OPEN_ANEW, id, now).param("old", old).update();
    }

    /** A closed conversation goes on in another. */
    public boolean continueIn(UUID id, UUID other) {
        return sql.sql(CONTINUE).param("id", id).param("other", other).update() == 1;
    }

    /**
     * @return false when it was asked before
     */
    public boolean askHuman(UUID id, Instant now) {
        return with(ASK_HUMAN, id, now).update() == 1;
    }

    /**
     * Puts the lines of one after those of another, with what belongs to them.
     *
     * @param last the number of the other's last line
     * @return how many lines there were
     */
    public int take(UUID id, UUID into, long last, Instant now) {
        int lines = move(COPY_LINES, id, into).param("last", last).update();
        move(COPY_WITHDRAWALS, id, into).param("last", last).update();
        move(COPY_MENTIONS, id, into).param("last", last).update();
        with(SEE_MENTIONS, id, now).update();
        move(COPY_TAGS, id, into).update();
        move(MOVE_FILES, id, into).update();
        move(TAKE_IN, id, into).param("last", last).param("added", lines).update();
        return lines;
    }

    private JdbcClient.StatementSpec move(String what, UUID id, UUID into) {
        return sql.sql(what).param("id", id).param("into", into);
    }

    private JdbcClient.StatementSpec with(String what, UUID id, Instant now) {
        return sql.sql(what).param("id", id).param("now", now.atOffset(ZoneOffset.UTC));
    }
}
