package io.xiaohu.support.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.ChannelWaits;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.ServiceHours;
import io.xiaohu.support.hours.HoursNotices;
import io.xiaohu.support.jdbc.Attachments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@Tag(name = "Files and hours")
@RestController
class FilesAndHoursController {

    /** What is always open says so: both times are there, and null. */
    record Hours(
            boolean open,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant opensAt,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant closesAt,
            @Nullable String notice,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long expectedWaitSeconds,
            @Nullable String waitReason,
            String label,
            String hours,
            String today,
            List<HoursNotices.Notice> notices,
            List<ServiceHours.RegionHours> regions,
            List<ServiceHours.RegionHours> channels,
            List<ChannelWaits.Wait> waits) {}

    private final Attachments attachments;
    private final Conversations conversations;
    private final ServiceHours hours;
    private final ChannelWaits waits;
    private final RateLimits limits;
    private final Clock clock;

    FilesAndHoursController(
            Attachments attachments,
            Conversations conversations,
            ServiceHours hours,
            ChannelWaits waits,
            RateLimits limits,
            Clock clock) {
        this.attachments = attachments;
        this.conversations = conversations;
        this.hours = hours;
        this.waits = waits;
        this.limits = limits;
        this.clock = clock;
    }

    @Bean
    static OpenCall openHours() {
        return OpenCall.get("/api/v1/service-hours");
    }

    @Bean
    static OpenCall sendFile() {
        return OpenCall.forAnyone("POST", "/api/v1/attachments");
    }

    @Bean
    static OpenCall openFile() {
        return OpenCall.get("/api/v1/attachments/{id}");
    }

    @Bean
    static OpenCall openFileState() {
        return OpenCall.get("/api/v1/attachments/{id}/state");
    }

    @Operation(
            summary = "Send a file",
            description =
                    "A customer, or a guest who has a conversation, sends a JPEG, PNG or PDF up"
                            + " to 10 MB, by content. Pictures are drawn anew; the answer has the"
                            + " hash of what is kept. While state is PENDING it is being checked;"
                            + " nobody can open what is REFUSED.")
    @PostMapping(path = "/api/v1/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Attachments.Stored upload(
            @AuthenticationPrincipal @Nullable Object who,
            @RequestPart MultipartFile file,
            HttpServletRequest request)
            throws IOException {
        Conversations.Visitor visitor = known(who, request);
        if (visitor.customer() == null) {
            if (conversations.of(visitor).isEmpty()) {
                throw Problem.of(Reason.NOT_FOUND).exception();
            }
            limits.take("guest-uploads-by-address", request.getRemoteAddr());
        }
        limits.take("uploads-by-caller", visitor.key());
        return attachments.store(visitor.key(), file.getBytes());
    }

    @Operation(
            summary = "A file",
            description =
                    "For whoever sent it and for the conversation it is in, once it was checked:"
                            + " 409 FILE_BEING_CHECKED before, 422 FILE_HARMFUL when it is"
                            + " refused.")
    @GetMapping("/api/v1/attachments/{id}")
    ResponseEntity<byte[]> download(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            HttpServletRequest request) {
        return served(
                id,
                readable(attachments.find(id), known(who, request)),
                CacheControl.maxAge(Duration.ofDays(1)).cachePrivate());
    }

    @Operation(
            summary = "What is known of a file",
            description = "Its type, size, hash and state: PENDING, CLEAN or REFUSED.")
    @GetMapping("/api/v1/attachments/{id}/state")
    Attachments.Stored state(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            HttpServletRequest request) {
        return readable(attachments.describe(id), known(who, request)).described(id);
    }

    /** A customer, or a guest with a cookie. */
    private static Conversations.Visitor known(@Nullable Object who, HttpServletRequest request) {
        Conversations.Visitor visitor =
                GuestCookie.visitor(ConversationsController.customer(who), request);
        if (visitor.customer() == null && visitor.guest() == null) {
            throw Problem.of(Reason.NOT_SIGNED_IN).exception();
        }
        return visitor;
    }

    private Attachments.Content readable(
            Optional<Attachments.Content> file, Conversations.Visitor visitor) {
        return file.filter(found -> mayRead(visitor, found))
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    @Operation(
            summary = "Service hours",
            description =
                    "Whether somebody answers now or at the moment given, until when, what else to"
                            + " know (peaks, holidays), and what wait to expect: null when it is"
                            + " not known, with waitReason. The channel in the region counts, else"
                            + " the channel, else the region, else everybody. regions and channels"
                            + " are those with hours of their own. waits says the same"
                            + " of every channel: of chat from its queue now, of the others from"
                            + " the first answers of the last four weeks, or in text why it is not"
                            + " known.")
    @GetMapping("/api/v1/service-hours")
    Hours hours(
            @RequestParam(required = false) @Size(max = 20) @Nullable String region,
            @RequestParam(required = false) @Size(max = 20) @Nullable String channel,
            @RequestParam(required = false) @Size(max = 40) @Nullable String at,
            Locale locale) {
        Instant moment = moment(at);
        ServiceHours.Told told = hours.tell(code(region), code(channel), moment, locale);
        ServiceHours.RegionHours asked = told.hours();
        return new Hours(
                asked.open(),
                asked.opensAt(),
                asked.closesAt(),
                told.notice(),
                told.expectedWaitSeconds(),
                told.waitReason(),
                asked.label(),
                asked.hours(),
                asked.today(),
                told.notices(),
                hours.regions(moment, locale),
                hours.channels(moment, locale),
                waits.all(code(region), moment, locale));
    }

    private static @Nullable String code(@Nullable String asked) {
        return asked == null || asked.isBlank() ? null : asked.strip().toUpperCase(Locale.ROOT);
    }

    /**
     * A file from outside runs nothing and is no page of ours, whatever a browser takes it for. Its
     * name is ours: the sender's says nothing one could trust.
     */
    static ResponseEntity<byte[]> served(UUID id, Attachments.Content kept, CacheControl caching) {
        Attachments.Content file = kept.checked();
        MediaType type = MediaType.parseMediaType(file.mediaType());
        String how = file.mediaType().startsWith("image/") ? "inline" : "attachment";
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "%s; filename=\"file-%s.%s\"".formatted(how, id, type.getSubtype()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .cacheControl(caching)
                .body(file.content());
    }

    private boolean mayRead(Conversations.Visitor visitor, Attachments.Content file) {
        if (file.owner().equals(visitor.key())) {
            return true;
        }
        UUID conversation = file.conversation();
        return conversation != null && conversations.isVisitors(visitor, conversation);
    }

    private Instant moment(@Nullable String at) {
        if (at == null || at.isBlank()) {
            return clock.instant();
        }
        try {
            Instant moment = OffsetDateTime.parse(at.replace(' ', '+')).toInstant();
            int year = moment.atOffset(ZoneOffset.UTC).getYear();
            if (year < 2000 || year > 2200) {
                throw Problem.of(Reason.BAD_INPUT).field("at").exception();
            }
            return moment;
        } catch (DateTimeException e) {
            throw Problem.of(Reason.BAD_INPUT).field("at").exception();
        }
    }
}
