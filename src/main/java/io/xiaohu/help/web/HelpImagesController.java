package io.xiaohu.help.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.help.ArticlePreviews;
import io.xiaohu.help.HelpCentre;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.PublicPicture;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Pictures of articles: kept by editors, seen by everybody once an article that shows them is. */
@Tag(name = "Desk: help articles")
@RestController
class HelpImagesController {

    /** A picture never changes under its id; one that is public no more may be seen so long. */
    private static final CacheControl LASTING =
            CacheControl.maxAge(Duration.ofDays(30)).cachePublic().immutable();

    /** A picture as it is named in a text: {@code ![what it shows](image:<id>)}. */
    record Kept(UUID id, int width, int height, int bytes) {}

    private final HelpCentre help;
    private final ArticlePreviews previews;
    private final RateLimits limits;

    HelpImagesController(HelpCentre help, ArticlePreviews previews, RateLimits limits) {
        this.help = help;
        this.previews = previews;
        this.limits = limits;
    }

    @Operation(
            summary = "A picture for articles",
            description =
                    "JPEG, PNG or WebP up to 5 MB, by content; drawn anew, at most 1600 pixels a"
                            + " side. Audited.")
    @RequiresRole(Role.EDITOR)
    @PostMapping(path = "/api/v1/desk/help-images", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Kept keep(@AuthenticationPrincipal Caller.Staff me, @RequestPart MultipartFile file)
            throws IOException {
        limits.take("uploads-by-caller", me.key());
        PublicPicture picture = PublicPicture.of(file.getBytes());
        UUID id = previews.keep(me, picture);
        return new Kept(id, picture.width(), picture.height(), picture.content().length);
    }

    @Operation(summary = "A picture of an article", description = "Also of one nobody published.")
    @RequiresRole({Role.EDITOR, Role.SUPERVISOR})
    @GetMapping("/api/v1/desk/help-images/{id}")
    ResponseEntity<byte[]> look(@PathVariable UUID id) {
        return answer(previews.picture(id), CacheControl.noStore());
    }

    @Hidden
    @GetMapping("/help-images/{id}")
    ResponseEntity<byte[]> see(@PathVariable UUID id) {
        return help.picture(id)
                .map(picture -> answer(picture, LASTING))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static ResponseEntity<byte[]> answer(PublicPicture picture, CacheControl cache) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.mediaType()))
                .cacheControl(cache)
                .header("Content-Security-Policy", "default-src 'none'")
                .body(picture.content());
    }
}
