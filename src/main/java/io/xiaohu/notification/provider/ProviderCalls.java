package io.xiaohu.notification.provider;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls providers over HTTP and reads their JSON. */
public final class ProviderCalls {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient http;
    private final JsonMapper json;
    private final Duration timeout;

    /** What a provider answered. */
    public record Answer(int status, JsonNode body) {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * @param timeout how long connecting, and then the answer, may take
     */
    public ProviderCalls(JsonMapper json, Duration timeout) {
        this.json = json;
        this.timeout = timeout;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    public JsonMapper json() {
        return json;
    }

    /**
     * @throws TextProvider.Unreachable when no answer came, or one that says nothing of the text
     */
    public Answer call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(
                            request.timeout(timeout).build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            int status = answer.statusCode();
            if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
                throw new TextProvider.Unreachable(new IOException("status " + status));
            }
            return new Answer(status, json.readTree(answer.body()));
        } catch (IOException e) {
            throw new TextProvider.Unreachable(e);
        } catch (JacksonException e) {
            // Its message would quote the answer.
            throw new TextProvider.Unreachable(new IOException("the answer is no JSON"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TextProvider.Unreachable(e);
        }
    }
}
