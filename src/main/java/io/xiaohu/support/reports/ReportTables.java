package io.xiaohu.support.reports;

import io.xiaohu.kernel.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reports as tables for a spreadsheet, headed in the reader's language. */
public final class ReportTables {

    private static final Texts TEXTS = Texts.of("support");

    private ReportTables() {}

    /** The parts of a report; named as the address names them. */
    public enum Part {
        days,
        topics,
        channels,
        waits,
        levels,
        ratings,
        agents,
        requests
    }

    public static Table of(Part part, Figures figures, Locale locale) {
        return switch (part) {
            case days -> {
                Table table = table(locale, "day", "conversations", "requests", "calls", "closed");
                figures.days()
                        .forEach(d ->
                                table.row(
                                        d.day(),
                                        d.conversations(),
                                        d.requests(),
                                        d.calls(),
                                        d.closed()));
                yield table;
            }
            case topics -> {
                Table table = table(locale, "topic", "conversations", "requests");
                figures.topics()
                        .forEach(t ->
                                table.row(
                                        topic(t.topic(), locale), t.conversations(), t.requests()));
                yield table;
            }
            case channels -> {
                Table table = table(locale, "channel", "conversations");
                figures.channels().forEach(c -> table.row(c.channel(), c.conversations()));
                yield table;
            }
            case waits ->
                    table(
                                    locale,
                                    "answered",
                                    "unanswered",
                                    "waiting",
                                    "medianSeconds",
                                    "p90Seconds")
                            .row(
                                    figures.waits().answered(),
                                    figures.waits().unanswered(),
                                    figures.waits().waiting(),
                                    figures.waits().medianSeconds(),
                                    figures.waits().p90Seconds());
            case levels -> {
                Table table = table(locale, "kind", "met", "missed", "metPercent", "medianSeconds");
                figures.levels()
                        .forEach(l ->
                                table.row(
                                        TEXTS.get(locale, "report.level." + l.kind()),
                                        l.met(),
                                        l.missed(),
                                        l.metPercent(),
                                        l.medianSeconds()));
                yield table;
            }
            case ratings -> ratings(figures.ratings(), locale);
            case agents -> agents(figures.agents(), locale);
            case requests -> requests(figures.requests(), locale);
        };
    }

    public static Table of(Disclosure year, Locale locale) {
        Table table =
                table(
                        locale,
                        "year",
                        "complaintKind",
                        "total",
                        "done",
                        "donePercent",
                        "medianDays");
        for (Disclosure.Kind kind : year.kinds()) {
            table.row(
                    year.year(),
                    topic(kind.topic(), locale),
                    kind.total(),
                    kind.closed(),
                    kind.closedPercent(),
                    kind.medianDays());
        }
        return table.row(
                year.year(),
                TEXTS.get(locale, "report.all"),
                year.total(),
                year.closed(),
                year.closedPercent(),
                year.medianDays());
    }

    private static Table ratings(Figures.Ratings ratings, Locale locale) {
        Table table = table(locale, "stars", "ratings");
        List<Integer> stars = ratings.stars();
        for (int n = 0; n < stars.size(); n++) {
            table.row(n + 1, stars.get(n));
        }
        return table;
    }

    private static Table agents(List<Figures.Agent> agents, Locale locale) {
        Table table =
                table(
                        locale,
                        "agent",
                        "answered",
                        "medianSeconds",
                        "requests",
                        "calls",
                        "callSeconds",
                        "ratings",
                        "average");
        for (Figures.Agent agent : agents) {
            table.row(
                    agent.name(),
                    agent.answered(),
                    agent.medianSeconds(),
                    agent.requests(),
                    agent.calls(),
                    agent.callSeconds(),
                    agent.ratings(),
                    agent.average());
        }
        return table;
    }

    private static Table requests(Figures.Requests requests, Locale locale) {
        return table(
                        locale,
                        "submitted",
                        "done",
                        "open",
                        "late",
                        "reopened",
                        "complaints",
                        "medianDays")
                .row(
                        requests.submitted(),
                        requests.solved(),
                        requests.open(),
                        requests.late(),
                        requests.reopened(),
                        requests.complaints(),
                        requests.medianDays());
    }

    private static Table table(Locale locale, String... columns) {
        return new Table(
                Arrays.stream(columns)
                        .map(column -> TEXTS.get(locale, "report.column." + column))
                        .toList());
    }

    private static String topic(String topic, Locale locale) {
        return TEXTS.get(locale, "title." + topic);
    }
}
