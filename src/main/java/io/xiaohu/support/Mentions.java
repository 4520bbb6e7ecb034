package io.xiaohu.support;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Signals;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.StaffMembers;
import io.xiaohu.support.jdbc.NoteRows;
import io.xiaohu.support.routing.AgentDesk;
import io.xiaohu.support.talk.Naming;
import io.xiaohu.support.views.jdbc.BoxRows.Place;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Colleagues named in notes: each is told, until they have looked. */
@Service
public class Mentions {

    /** Told to the one who is named, wherever they are signed in. */
    public static final String TOPIC = "desk-mention";

    private final NoteRows notes;
    private final StaffMembers members;
    private final Signals signals;
    private final Clock clock;

    Mentions(NoteRows notes, StaffMembers members, Signals signals, Clock clock) {
        this.notes = notes;
        this.members = members;
        this.signals = signals;
        this.clock = clock;
    }

    /** Who can be named, and be given a conversation. */
    public List<StaffMember> colleagues() {
        return members.withAnyOf(AgentDesk.ANSWERING);
    }

    /** Those not seen yet first, then the latest. */
    public List<NoteRows.Mention> of(Caller.Staff me, Locale reader, Place after, int most) {
        return notes.mentions(me.staffId(), reader, after, most);
    }

    /** Whoever looks at a conversation has seen where it names them. */
    @Transactional
    public void seen(Caller.Staff me, UUID id) {
        if (notes.see(id, me.staffId(), clock.instant())) {
            signals.send(TOPIC, me.staffId().toString());
        }
    }

    void note(Caller.Staff author, UUID id, MessageRow line) {
        Set<UUID> named =
                new LinkedHashSet<>(
                        Naming.in(
                                line.text(),
                                colleagues().stream()
                                        .map(one ->
                                                new Naming.Somebody(
                                                        one.id(),
                                                        one.username(),
                                                        one.displayName()))
                                        .toList()));
        named.remove(author.staffId());
        tell(id, line, named);
    }

    void tell(UUID id, MessageRow line, Set<UUID> staff) {
        if (!staff.isEmpty()) {
            notes.mention(id, line.seq(), staff, clock.instant());
            signals.send(TOPIC, staff.stream().map(UUID::toString).toList());
        }
    }
}
