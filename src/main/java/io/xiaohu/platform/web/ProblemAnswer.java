package io.xiaohu.platform.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.xiaohu.kernel.Failure;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A refusal as HTTP says it: RFC 9457 with the members of {@link Failure} beside the standard ones.
 *
 * @param fields what is wrong with the input, a sentence for each field; empty when the input is
 *     not at fault
 * @param traceId names this very answer to support
 */
record ProblemAnswer(
        URI type,
        int status,
        @JsonUnwrapped Failure failure,
        List<Field> fields,
        String traceId,
        @JsonAnyGetter Map<String, Object> extra) {

    record Field(String name, String detail) {}
}
