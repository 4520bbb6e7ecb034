package io.xiaohu.help;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.help.core.ArticleChecks;
import io.xiaohu.help.core.ArticleFault;
import io.xiaohu.help.core.ArticleMarkdown;
import io.xiaohu.help.core.ArticleText;
import io.xiaohu.help.core.ArticleVersion;
import io.xiaohu.help.jdbc.ArticleImages;
import io.xiaohu.help.search.HelpSearch;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.PublicPicture;
import io.xiaohu.kernel.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the desk sees of a text before everybody does, its pictures, and what is wrong with it. */
@Service
public class ArticlePreviews {

    /** Where the desk finds pictures, also those no published article shows. */
    private static final String PICTURES = "/api/v1/desk/help-images/";

    private final ArticleImages images;
    private final HelpSearch search;
    private final AuditTrail audit;

    ArticlePreviews(ArticleImages images, HelpSearch search, AuditTrail audit) {
        this.images = images;
        this.search = search;
        this.audit = audit;
    }

    /** What keeps a text from being reviewed, a sentence each. */
    public List<ArticleFault> faults(HelpDesk.Name name, ArticleText text) {
        Set<String> published =
                search.shelf().all(name.language()).stream()
                        .map(Article::slug)
                        .collect(Collectors.toSet());
        return ArticleChecks.of(
                name.slug(),
                text,
                published,
                images.sizes(ArticleMarkdown.pictures(text.body())).keySet());
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException ARTICLE_UNFIT with a sentence for each fault
     */
    void refuseFaults(ArticleVersion version, Locale locale) {
        HelpDesk.Name name = new HelpDesk.Name(version.slug(), version.language());
        Problem problem = Problem.of(Reason.ARTICLE_UNFIT);
        List<ArticleFault> faults = faults(name, version.text());
        for (ArticleFault fault : faults) {
            problem = problem.field(fault.field(), fault.in(locale));
        }
        if (!faults.isEmpty()) {
            throw problem.exception();
        }
    }

    /** A body as the site would show it, with pictures only the desk sees. */
    public String html(String body) {
        return ArticleMarkdown.html(body, PICTURES, images.sizes(ArticleMarkdown.pictures(body)));
    }

    /** Keeps a picture for articles. */
    @Transactional
    public UUID keep(Caller.Staff me, PublicPicture picture) {
        UUID id = images.insert(picture, me.staffId());
        audit.record(
                me.key(),
                "help-image.added",
                "help-image:" + id,
                Map.of("size", picture.width() + "x" + picture.height()));
        return id;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public PublicPicture picture(UUID id) {
        return images.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }
}
