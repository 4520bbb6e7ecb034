package io.xiaohu.help.jdbc;

import io.xiaohu.help.core.ArticleMarkdown.Size;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.PublicPicture;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pictures of articles, in the database so that every server has them. */
@Repository
public class ArticleImages {

    private static final String INSERT =
            """
            insert into help.image (id, media_type, width, height, content, staff_id, at)
            values (:id, :type, :width, :height, :content, :staff, :now)
            """;

    private static final String FIND =
            """
            select media_type, width, height, content
            from help.image
            where id = :id
            """;

    private static final String SIZES =
            """
            select id, width, height
            from help.image
            where id = any (:ids)
            """;

    private final JdbcClient sql;
    private final Clock clock;

    ArticleImages(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public UUID insert(PublicPicture picture, UUID staff) {
        UUID id = Ids.next();
        sql.sql(INSERT)
                .param("id", id)
                .param("type", picture.mediaType())
                .param("width", picture.width())
                .param("height", picture.height())
                .param("content", picture.content())
                .param("staff", staff)
                .param("now", OffsetDateTime.now(clock))
                .update();
        return id;
    }

    public Optional<PublicPicture> find(UUID id) {
        return sql.sql(FIND)
                .param("id", id)
                .query((row, n) ->
                        new PublicPicture(
                                row.getString("media_type"),
                                row.getBytes("content"),
                                row.getInt("width"),
                                row.getInt("height")))
                .optional();
    }

    /** How large those are that exist. */
    public Map<UUID, Size> sizes(Collection<UUID> ids) {
        Map<UUID, Size> sizes = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.sql(SIZES)
                    .param("ids", ids.toArray(UUID[]::new))
                    .query(row -> {
                        sizes.put(
                                row.getObject("id", UUID.class),
                                new Size(row.getInt("width"), row.getInt("height")));
                    });
        }
        return sizes;
    }
}
