package io.xiaohu.support.requests;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.Topic;
import io.xiaohu.support.requests.jdbc.RequestFormRows;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What a request of each topic is asked for. The fields are data; the server checks them. */
@Service
public class RequestForms {

    private static final Texts TEXTS = Texts.of("support");

    /** An answered field in a reader's words. */
    public record Answer(String code, String label, String value) {}

    private final RequestFormRows rows;
    private final Clock clock;

    RequestForms(RequestFormRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    public List<RequestField> fields(Topic topic) {
        return rows.fields(topic, false);
    }

    /** What was answered, in the order of the form. */
    public List<Answer> answers(UUID request, Topic topic, Locale locale) {
        Map<String, String> values = rows.values(request);
        return rows.fields(topic, true).stream()
                .filter(field -> values.containsKey(field.code()))
                .map(field ->
                        new Answer(
                                field.code(),
                                field.label(locale),
                                field.written(values.getOrDefault(field.code(), ""), locale)))
                .toList();
    }

    /**
     * What was entered, as it is kept.
     *
     * @param whole whether what is required must be there; staff who make a request of a
     *     conversation may not know it yet
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT naming every field that is unfit, missing
     *     or not asked for
     */
    Map<String, String> read(
            Topic topic, Map<String, String> entered, boolean whole, Locale locale) {
        Map<String, String> kept = new LinkedHashMap<>();
        Problem problem = Problem.of(Reason.BAD_INPUT);
        Set<String> unknown = new HashSet<>(entered.keySet());
        for (RequestField field : fields(topic)) {
            unknown.remove(field.code());
            String text = entered.getOrDefault(field.code(), "").strip();
            if (text.isEmpty()) {
                if (whole && field.required()) {
                    problem = problem.field(path(field), said("missing", field, locale));
                }
                continue;
            }
            Optional<String> value = field.read(text, clock.instant());
            if (value.isPresent()) {
                kept.put(field.code(), value.get());
            } else {
                problem = problem.field(path(field), said(field.kind().name(), field, locale));
            }
        }
        for (String code : unknown) {
            problem = problem.field("values." + code);
        }
        if (!problem.fields().isEmpty()) {
            throw problem.exception();
        }
        return kept;
    }

    private static String path(RequestField field) {
        return "values." + field.code();
    }

    private static String said(String what, RequestField field, Locale locale) {
        return TEXTS.get(
                locale,
                "request.field." + what,
                Map.of("label", field.label(locale), "longest", field.longest()));
    }
}
