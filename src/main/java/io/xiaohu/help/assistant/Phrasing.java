package io.xiaohu.help.assistant;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets an OpenAI-compatible model say an answer more kindly, where an operator wants that; without
 * an address nothing leaves this server. The model is given our own words only, with a mark in
 * place of every number ({@link MarkedText}); never what the customer wrote. Whatever comes back
 * late, wrong or changed in substance is not used: the answer is then said as it is.
 */
@Component
class Phrasing {

    private static final Logger LOG = LoggerFactory.getLogger(Phrasing.class);
    private static final int MOST_AT_ONCE = 4;
    private static final int OK = 200;
    private static final String ASKED =
            """
            You reword a short answer of a wallet's customer service: warm, plain, at most as long \
            as it is, in the same language. Keep its meaning exactly. Add no fact, promise, number, \
            link or name. Marks such as [A] stand for values: keep each of them exactly once. \
            Answer with the reworded text alone.\
            """;

    private final String url;
    private final String model;
    private final String key;
    private final Duration patience;
    private final JsonMapper json;
    private final HttpClient http;
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);

    Phrasing(
            @Value("${xiaohu.assistant.phrasing.url:}") String url,
            @Value("${xiaohu.assistant.phrasing.model:}") String model,
            @Value("${xiaohu.assistant.phrasing.key:}") String key,
            @Value("${xiaohu.assistant.phrasing.patience:3s}") Duration patience,
            JsonMapper json) {
        if (!url.isEmpty() && model.isEmpty()) {
            throw new IllegalStateException(
                    "xiaohu.assistant.phrasing.url is set and xiaohu.assistant.phrasing.model is"
                            + " not: say which model is to phrase answers.");
        }
        this.url = url;
        this.model = model;
        this.key = key;
        this.patience = patience;
        this.json = json;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(patience)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    /** The same said by the model, or the same as it is. */
    String of(String text, Locale locale) {
        if (url.isEmpty() || !atOnce.tryAcquire()) {
            return text;
        }
        try {
            MarkedText marked = MarkedText.of(text);
            return asked(marked.text()).flatMap(said -> marked.unmarked(said, locale)).orElse(text);
        } finally {
            atOnce.release();
        }
    }

    private Optional<String> asked(String text) {
        String body =
                json.writeValueAsString(
                        Map.of(
                                "model",
                                model,
                                "temperature",
                                0.2,
                                "messages",
                                List.of(
                                        Map.of("role", "system", "content", ASKED),
                                        Map.of("role", "user", "content", text))));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> answer =
                    http.send(
                            request.build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != OK) {
                return nothing("status " + answer.statusCode(), null);
            }
            return json.readTree(answer.body())
                    .at("/choices/0/message/content")
                    .asStringOpt()
                    .map(String::strip);
        } catch (JacksonException e) {
            // Its message would quote the answer.
            return nothing("the answer is no JSON", null);
        } catch (IOException e) {
            return nothing("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nothing("interrupted", null);
        }
    }

    private static Optional<String> nothing(String why, @Nullable Exception cause) {
        LOG.info("an answer is said as it is, the model did not phrase it: {}", why, cause);
        return Optional.empty();
    }
}
