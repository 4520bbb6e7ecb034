package io.xiaohu.support.jdbc;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How guests' conversations look to them: what is for staff only changes nothing of it. */
@Repository
public class GuestFeed {

    private static final String LOOKS =
            """
            select guest_hash, id, customer_seq, state, claimed_name, staff_read
            from support.conversation
            where guest_hash = any (:guests)
            """;

    /** A guest by the hash of the cookie, as hexadecimal digits. */
    public record Guest(String hash) {

        public static Guest of(byte[] hash) {
            return new Guest(HexFormat.of().formatHex(hash));
        }
    }

    /**
     * A conversation as its guest sees it.
     *
     * @param seq the number of the last line they may see
     * @param read how far staff have read
     */
    public record Look(long seq, String state, @Nullable String agent, long read) {}

    private final JdbcClient sql;

    GuestFeed(JdbcClient sql) {
        this.sql = sql;
    }

    /** All conversations of these guests; a guest without one is not among them. */
    public Map<Guest, Map<UUID, Look>> of(List<Guest> guests) {
        Map<Guest, Map<UUID, Look>> found = new HashMap<>();
        sql.sql(LOOKS)
                .param(
                        "guests",
                        guests.stream()
                                .map(guest -> HexFormat.of().parseHex(guest.hash()))
                                .toArray(byte[][]::new))
                .query(row -> {
                    found.computeIfAbsent(
                                    Guest.of(row.getBytes("guest_hash")), of -> new HashMap<>())
                            .put(
                                    row.getObject("id", UUID.class),
                                    new Look(
                                            row.getLong("customer_seq"),
                                            row.getString("state"),
                                            row.getString("claimed_name"),
                                            row.getLong("staff_read")));
                });
        return found;
    }
}
