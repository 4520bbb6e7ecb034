package io.xiaohu.help.jdbc;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What passages mean, kept so that only the first process works it out. */
@Repository
public class PassageVectors {

    private static final String ALL =
            "select digest, vector from help.passage_vector where model = :model";

    private static final String KEEP =
            """
            insert into help.passage_vector (model, digest, vector)
            values (:model, :digest, :vector)
            on conflict do nothing
            """;

    private final JdbcClient sql;

    PassageVectors(JdbcClient sql) {
        this.sql = sql;
    }

    /** By the digest of the text. */
    public Map<String, float[]> all(String model) {
        Map<String, float[]> all = new HashMap<>();
        sql.sql(ALL)
                .param("model", model)
                .query(row -> {
                    all.put(row.getString("digest"), floats(row.getBytes("vector")));
                });
        return all;
    }

    /** Zero rows means that another process was first. */
    public void keep(String model, String digest, float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        sql.sql(KEEP)
                .param("model", model)
                .param("digest", digest)
                .param("vector", bytes.array())
                .update();
    }

    private static float[] floats(byte[] bytes) {
        FloatBuffer floats = ByteBuffer.wrap(bytes).asFloatBuffer();
        float[] vector = new float[floats.remaining()];
        floats.get(vector);
        return vector;
    }
}
