package io.xiaohu.limits.jdbc;

import io.xiaohu.limits.core.Fired;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What fired, as it is kept. */
@Component
class FiredJson {

    private static final TypeReference<List<Fired>> FIRED = new TypeReference<>() {};

    private final JsonMapper json;

    FiredJson(JsonMapper json) {
        this.json = json;
    }

    String write(List<Fired> fired) {
        return json.writeValueAsString(fired);
    }

    List<Fired> read(String text) {
        return json.readValue(text, FIRED);
    }
}
