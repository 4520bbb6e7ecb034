package io.xiaohu.support.reports;

import io.xiaohu.support.reports.jdbc.RatingRows;
import io.xiaohu.support.reports.jdbc.RatingRows.Rated;
import io.xiaohu.support.reports.jdbc.ReportRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a report together, all of it as of one moment. */
@Service
public class SupportReports {

    private static final int MOST_STARS = 5;

    private final ReportRows rows;
    private final RatingRows ratings;

    SupportReports(ReportRows rows, RatingRows ratings) {
        this.rows = rows;
        this.ratings = ratings;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Figures of(Period period) {
        List<Rated> rated = ratings.of(period);
        return new Figures(
                rows.days(period),
                rows.topics(period),
                rows.channels(period),
                rows.waits(period),
                rows.levels(period),
                new Figures.Ratings(count(rated), average(rated), stars(rated)),
                agents(period, rated),
                rows.requests(period));
    }

    public Disclosure complaints(int year) {
        return rows.complaints(year);
    }

    private List<Figures.Agent> agents(Period period, List<Rated> rated) {
        List<Figures.Agent> all = new ArrayList<>();
        for (ReportRows.Answering one : rows.agents(period)) {
            List<Rated> theirs =
                    rated.stream().filter(line -> one.id().equals(line.agent())).toList();
            all.add(
                    new Figures.Agent(
                            one.id(),
                            one.name(),
                            one.answered(),
                            one.medianSeconds(),
                            one.requests(),
                            one.calls(),
                            one.callSeconds(),
                            count(theirs),
                            average(theirs)));
        }
        return all;
    }

    private static int count(List<Rated> rated) {
        return rated.stream().mapToInt(Rated::count).sum();
    }

    private static List<Integer> stars(List<Rated> rated) {
        return IntStream.rangeClosed(1, MOST_STARS)
                .mapToObj(stars -> count(rated.stream().filter(r -> r.stars() == stars).toList()))
                .toList();
    }

    /** To a hundredth. */
    private static @Nullable Double average(List<Rated> rated) {
        int count = count(rated);
        int sum = rated.stream().mapToInt(line -> line.stars() * line.count()).sum();
        return count == 0 ? null : Math.round(100.0 * sum / count) / 100.0;
    }
}
