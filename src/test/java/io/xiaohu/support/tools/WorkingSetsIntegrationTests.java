package io.xiaohu.support.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.support.Topic;
import io.xiaohu.support.views.ViewFilter;
import io.xiaohu.support.views.jdbc.BoxRows.Part;
import io.xiaohu.support.views.jdbc.BoxRows.Place;
import io.xiaohu.support.views.jdbc.ViewRows;
import io.xiaohu.testing.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Working sets of what has ended, in which little of much fits. */
@IntegrationTest
class WorkingSetsIntegrationTests {

    private static final int PAGE = 2;

    @Autowired private ViewRows views;
    @Autowired private JdbcClient sql;

    private final UUID agent = UUID.randomUUID();

    @Test
    void aLookEndsAfterTheLatestFewThousandAndSaysWhereToGoOn() {
        int all = ViewRows.WINDOW + 20;
        closed(all, List.of(7, all - 3, all - 2, all - 1));
        ViewRows.Count count = views.count(closedByMe(Topic.LEGAL), agent);
        assertThat(count).isEqualTo(new ViewRows.Count(1, false));
        List<Part> parts = pages(closedByMe(Topic.LEGAL));
        assertThat(parts).extracting(part -> part.ids().size()).containsExactly(1, 2, 1);
        assertThat(parts).flatExtracting(Part::ids).doesNotHaveDuplicates();
        assertThat(views.count(closedByMe(null), agent))
                .as("more is more")
                .isEqualTo(new ViewRows.Count(ViewRows.COUNTED, false));
    }

    @Test
    void whatIsWithinOneLookIsCountedWhole() {
        closed(10, List.of(0, 4, 9));
        closedBySomebodyElse();
        assertThat(views.count(closedByMe(Topic.LEGAL), agent))
                .isEqualTo(new ViewRows.Count(3, true));
        List<Part> parts = pages(closedByMe(Topic.LEGAL));
        assertThat(parts).extracting(part -> part.ids().size()).containsExactly(2, 1);
        assertThat(views.part(closedByMe(null), agent, Place.of(null), 10).next()).isNull();
    }

    private List<Part> pages(ViewFilter filter) {
        List<Part> read = new ArrayList<>();
        String after = null;
        do {
            Part part = views.part(filter, agent, Place.of(after), PAGE);
            read.add(part);
            after = part.next();
        } while (after != null);
        return read;
    }

    private static ViewFilter closedByMe(@Nullable Topic topic) {
        return new ViewFilter(
                ViewFilter.State.CLOSED,
                ViewFilter.Holder.ME,
                topic == null ? List.of() : List.of(topic),
                List.of(),
                List.of(),
                null,
                null);
    }

    /** So many, each a second before the one in front of it; those at these places are of LEGAL. */
    private void closed(int many, List<Integer> legal) {
        insert(agent, many, legal);
    }

    private void closedBySomebodyElse() {
        insert(UUID.randomUUID(), 3, List.of(0, 1, 2));
    }

    private void insert(UUID holder, int many, List<Integer> legal) {
        sql.sql(
                        """
                        insert into support.conversation (
                            id, customer_id, topic, state, claimed_by, claimed_name, opened_at,
                            last_at, closed_at)
                        select gen_random_uuid(), :agent,
                            case when n = any(:legal) then 'LEGAL' else 'OTHER' end,
                            'CLOSED', :agent, 'a', moment, moment, moment
                        from generate_series(0, :most) n
                        cross join lateral (
                            select timestamptz '2018-05-05 12:00Z' - n * interval '1 second'
                                as moment) as its
                        """)
                .param("agent", holder)
                .param("legal", legal.toArray(Integer[]::new))
                .param("most", many - 1)
                .update();
    }
}
