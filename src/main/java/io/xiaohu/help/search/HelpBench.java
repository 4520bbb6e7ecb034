package io.xiaohu.help.search;

import io.xiaohu.help.Article;
import io.xiaohu.help.jdbc.Articles;
import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.Figures;
import io.xiaohu.kernel.Load;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./xiaohu bench help}: how often a question of the labelled set finds its article, and how
 * long a search takes when so many different questions a second arrive. The last line is JSON.
 */
@Component
class HelpBench implements ConsoleCommand {

    private static final int WRONG_WORDS = 2;
    private static final int SHOWN = 10;
    private static final String[] ENDINGS = {"啊", "呢", "急", "谢谢", "在线等", "求助", "请问"};

    private final HelpSearch search;
    private final Articles articles;
    private final JsonMapper json;

    /** What can be asked for. */
    static final class Options {
        @Option(names = "--seconds", defaultValue = "20")
        private int seconds;

        @Option(names = "--rate", defaultValue = "100")
        private int rate;

        @Option(names = "--articles", defaultValue = "500")
        private int articles;

        /** Seconds of the same before it is measured: a server's compiler has its work done. */
        @Option(names = "--warm-up", defaultValue = "20")
        private int warmUp;

        @Option(names = "--missed")
        private boolean missed;
    }

    HelpBench(HelpSearch search, Articles articles, JsonMapper json) {
        this.search = search;
        this.articles = articles;
        this.json = json;
    }

    @Override
    public String name() {
        return "bench help";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        Options options = new Options();
        try {
            new CommandLine(options).parseArgs(args.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            out.println(
                    "Say: bench help [--seconds N] [--rate N] [--articles N] [--warm-up N]"
                            + " [--missed]: "
                            + e.getMessage());
            return WRONG_WORDS;
        }
        try {
            articles.bringUpToDate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!search.understand()) {
            out.println("the model did not load: words alone are measured");
        }
        Figures figures = new Figures();
        Accuracy held = accuracy("held out", true, options, out);
        accuracy("tuned on", false, options, out);
        figures.put("top1", held.top1());
        figures.put("top3", held.top3());
        figures.put("p99_ms", speed(options, out));
        out.println(json.writeValueAsString(figures.rounded()));
        return 0;
    }

    private Accuracy accuracy(String name, boolean heldOut, Options options, PrintStream out) {
        List<LabelledQuestion> questions =
                LabelledQuestion.all().stream().filter(q -> q.heldOut() == heldOut).toList();
        Accuracy both = Accuracy.of(questions, q -> search.find(q.text(), q.language(), SHOWN));
        Accuracy words =
                Accuracy.of(questions, q -> search.findByWords(q.text(), q.language(), SHOWN));
        out.printf(
                "%-9s %4d questions   top1 %.3f top3 %.3f   words alone %.3f %.3f%n",
                name, questions.size(), both.top1(), both.top3(), words.top1(), words.top3());
        if (options.missed) {
            both.missed().forEach(out::println);
        }
        return both;
    }

    /** Every question is another one, so that none is answered from memory. */
    private double speed(Options options, PrintStream out) {
        Meanings meanings = new Meanings(SmallModel::new);
        Shelf shelf = grown(options.articles, meanings);
        List<LabelledQuestion> questions = LabelledQuestion.all();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger understood = new AtomicInteger();
        Load.Act ask =
                () -> {
                    int n = asked.getAndIncrement();
                    LabelledQuestion question = questions.get(n % questions.size());
                    String text =
                            shelf.read(question.text())
                                    + ENDINGS[n / questions.size() % ENDINGS.length]
                                    + n;
                    float[] vector = meanings.ofQuestion(text).orElse(null);
                    understood.addAndGet(vector == null ? 0 : 1);
                    shelf.find(text, question.language(), SHOWN, vector);
                };
        new Load(options.warmUp).openLoop(options.rate, ask);
        asked.set(questions.size() * ENDINGS.length);
        understood.set(0);
        int before = asked.get();
        Load.Measured measured = new Load(options.seconds).openLoop(options.rate, ask);
        out.printf(
                "search    %d articles, %.0f different questions/s: p50 %.1f ms, p99 %.1f ms,"
                        + " %.1f %% by meaning, too%n",
                options.articles,
                measured.aSecond(),
                measured.medianMillis(),
                measured.p99Millis(),
                100.0 * understood.get() / (asked.get() - before));
        return measured.p99Millis();
    }

    /** The published articles again and again under other names, until there are so many. */
    private Shelf grown(int most, Meanings meanings) {
        Map<String, List<Article>> grown = new HashMap<>();
        for (String language : List.of("zh", "en")) {
            List<Article> published = search.shelf().all(language);
            List<Article> all = new ArrayList<>(published);
            for (int n = 0; all.size() < most; n++) {
                Article one = published.get(n % published.size());
                all.add(
                        new Article(
                                one.slug() + "-" + n,
                                one.title() + n,
                                one.topic(),
                                one.asks(),
                                one.related(),
                                one.body(),
                                one.updatedAt()));
            }
            grown.put(language, all);
        }
        Shelf shelf = new Shelf(grown);
        if (meanings.load()) {
            Map<String, float[]> known = new HashMap<>();
            shelf.understand(
                    new MeaningIndex(
                            shelf.passages(),
                            shelf.passages().stream()
                                    .map(passage ->
                                            known.computeIfAbsent(
                                                    passage.text().replaceAll("\\d+$", ""),
                                                    meanings::ofPassage))
                                    .toList()));
        }
        return shelf;
    }
}
