package io.xiaohu.desk.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.desk.contacts.ContactChanges;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.trust.ContactChange;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.ContactRegistry;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.OfficialContacts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: official contacts")
@RestController
@RequiresRole({Role.SUPERVISOR, Role.ADMIN})
class OfficialContactsController {

    record Registry(
            List<OfficialContact> inUse,
            List<OfficialContacts.Past> past,
            List<ContactChange> changes) {}

    record Change(
            @NotNull ContactChange.Act act,
            @NotNull ContactKind kind,
            @NotBlank @Size(min = 2, max = 200) String value,
            @NotBlank @Size(max = 300) String why,
            @NotBlank @Size(max = 1000) String evidence) {}

    private final ContactRegistry registry;
    private final ContactChanges changes;

    OfficialContactsController(ContactRegistry registry, ContactChanges changes) {
        this.registry = registry;
        this.changes = changes;
    }

    @Operation(
            summary = "The official contacts and their history",
            description =
                    "Those in use, those that were, and every change with who asked for it and who"
                            + " approved; one without approval was not made.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/desk/official-contacts")
    Registry registry() {
        return new Registry(registry.inUse(), registry.past(), registry.changes());
    }

    @Operation(
            summary = "Propose to add or retire an official contact",
            description =
                    "A proposal of kind CHANGE_OFFICIAL_CONTACT. On the site, in the API and in"
                            + " every check once a second person has approved it. 409"
                            + " CONTACT_CHANGED when the list is like that already.")
    @PostMapping("/api/v1/desk/official-contacts/changes")
    @ResponseStatus(HttpStatus.CREATED)
    ContactChange propose(
            @AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Change body) {
        return changes.propose(
                me,
                body.act(),
                new OfficialContact(body.kind(), body.value().strip()),
                body.why().strip(),
                body.evidence().strip());
    }
}
