package io.xiaohu.funding.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.funding.ChannelNotice;
import io.xiaohu.funding.Channels;
import io.xiaohu.funding.Direction;
import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.core.ChannelCallbacks;
import io.xiaohu.funding.core.ChannelHealth.Health;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Payment channels")
@RestController
class ChannelsController {

    private static final int LARGEST_CALLBACK = 16_384;

    record Bounds(Money min, Money max) {}

    /** When nothing goes through the channel, or will not. */
    record Window(Instant from, Instant until) {}

    /** {@code notice} is there and null while there is nothing to announce. */
    record ChannelAnswer(
            String id,
            String name,
            Health health,
            int successRate,
            long averageMillis,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String notice,
            @Nullable Window maintenance,
            Set<Direction> kinds,
            Bounds limits,
            Money min,
            Money max,
            Money fee,
            String speed) {

        static ChannelAnswer of(Channels.Shown shown, Locale locale) {
            PaymentChannel.Description described = shown.description();
            ChannelNotice notice = shown.notice();
            return new ChannelAnswer(
                    shown.id(),
                    described.name(),
                    shown.standing().health(),
                    shown.standing().successRate(),
                    shown.standing().averageMillis(),
                    notice == null ? null : notice.text(locale),
                    notice == null || !notice.stops()
                            ? null
                            : new Window(notice.startsAt(), notice.endsAt()),
                    described.directions(),
                    new Bounds(described.smallest(), described.largest()),
                    described.smallest(),
                    described.largest(),
                    described.fee(),
                    described.speed());
        }
    }

    private final Channels channels;
    private final ChannelCallbacks callbacks;

    ChannelsController(Channels channels, ChannelCallbacks callbacks) {
        this.channels = channels;
        this.callbacks = callbacks;
    }

    @Bean
    static OpenCall channelCallback() {
        return OpenCall.before("POST", "/api/v1/payment-channels/{id}/callbacks");
    }

    @Operation(
            summary = "Payment channels",
            description =
                    "Ways for money to come in and go out, with health as real calls show it"
                        + " (success in percent and average time of the last two minutes), what is"
                        + " announced, limits and cost. A channel that is DOWN is refused before"
                        + " money moves.")
    @GetMapping("/api/v1/payment-channels")
    Page<ChannelAnswer> channels(Locale locale) {
        return Page.last(
                channels.shown(locale).stream()
                        .map(shown -> ChannelAnswer.of(shown, locale))
                        .toList());
    }

    @Operation(
            summary = "A channel reports",
            description =
                    "Signed by the channel: X-Signature is the HMAC-SHA-256 in hex of X-Timestamp"
                        + " (seconds), a line break and the body. It may come twice, late and in"
                        + " any order; it moves no money, the channel is asked. 404 for whoever"
                        + " cannot sign.")
    @PostMapping("/api/v1/payment-channels/{id}/callbacks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void callback(
            @PathVariable @Size(max = 40) String id,
            @RequestHeader(name = "X-Timestamp", defaultValue = "") @Size(max = 20)
                    String timestamp,
            @RequestHeader(name = "X-Signature", defaultValue = "") @Size(max = 200)
                    String signature,
            HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_CALLBACK);
        callbacks.take(
                id,
                new PaymentChannel.SignedCallback(
                        new String(body, StandardCharsets.UTF_8), timestamp, signature));
    }
}
