package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Looks;
import io.xiaohu.support.jdbc.Attachments;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Files customers sent, as staff see them. */
@Tag(name = "Desk: conversations")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class DeskFilesController {

    private final Attachments attachments;
    private final Conversations conversations;
    private final Looks looks;

    DeskFilesController(Attachments attachments, Conversations conversations, Looks looks) {
        this.attachments = attachments;
        this.conversations = conversations;
        this.looks = looks;
    }

    @Operation(
            summary = "A file a customer sent us",
            description =
                    "As it was kept, once it was checked. The look is recorded, with why as of the"
                            + " conversation it is in.")
    @GetMapping("/api/v1/desk/attachments/{id}")
    ResponseEntity<byte[]> file(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        Attachments.Content file = forStaff(attachments.find(id)).checked();
        UUID conversation = file.conversation();
        if (file.handedOver() || conversation == null) {
            looks.handedOver(me, id);
        } else {
            looks.file(me, conversations.staffGet(conversation), id);
        }
        return FilesAndHoursController.served(id, file, CacheControl.noStore());
    }

    @Operation(
            summary = "What is known of a file a customer sent us",
            description = "Its type, size, hash and state: PENDING, CLEAN or REFUSED.")
    @GetMapping("/api/v1/desk/attachments/{id}/state")
    Attachments.Stored state(@PathVariable UUID id) {
        return forStaff(attachments.describe(id)).described(id);
    }

    private static Attachments.Content forStaff(Optional<Attachments.Content> file) {
        return file.filter(Attachments.Content::isForStaff)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }
}
