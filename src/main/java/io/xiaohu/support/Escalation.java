package io.xiaohu.support;

import io.xiaohu.kernel.Role;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.StaffMembers;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was promised and is late goes up to those who lead. */
@Component
public class Escalation {

    private final ConversationLines lines;
    private final Mentions mentions;
    private final StaffMembers members;

    Escalation(ConversationLines lines, Mentions mentions, StaffMembers members) {
        this.lines = lines;
        this.mentions = mentions;
        this.members = members;
    }

    /**
     * Notes in the conversation what is late, and tells every supervisor of it.
     *
     * @param key of the note, among the texts of conversations
     */
    @Transactional
    public void late(UUID conversation, String key, Map<String, ?> args) {
        MessageRow note = lines.remark(conversation, key, args);
        Set<UUID> leading =
                members.withAnyOf(Set.of(Role.SUPERVISOR)).stream()
                        .map(StaffMember::id)
                        .collect(Collectors.toSet());
        mentions.tell(conversation, note, leading);
    }
}
