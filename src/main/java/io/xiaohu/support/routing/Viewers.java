package io.xiaohu.support.routing;

import io.xiaohu.kernel.Caller;
import io.xiaohu.support.routing.jdbc.ViewerRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Who has a conversation open and who is typing in it. A desk says so again every few seconds. */
@Service
public class Viewers {

    private static final Duration LOOKING_FOR = Duration.ofSeconds(15);
    private static final Duration TYPING_FOR = Duration.ofSeconds(8);

    private final ViewerRows rows;
    private final Clock clock;

    Viewers(ViewerRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Says that somebody looks, and gives the others who do. */
    public List<ViewerRows.Viewer> look(Caller.Staff me, UUID conversation, boolean typing) {
        Instant now = clock.instant();
        rows.seen(conversation, me.staffId(), me.name(), typing, now);
        rows.forget(now.minus(LOOKING_FOR));
        return rows.others(
                conversation, me.staffId(), now.minus(LOOKING_FOR), now.minus(TYPING_FOR));
    }

    public void leave(Caller.Staff me, UUID conversation) {
        rows.left(conversation, me.staffId());
    }
}
