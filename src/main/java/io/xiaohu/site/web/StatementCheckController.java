package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.StatementCheck;
import io.xiaohu.site.StatementChecks;
import io.xiaohu.site.StatementChecks.Found;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a statement is checked; works without scripts, keeps nothing. */
@Hidden
@Controller
class StatementCheckController {

    private static final String PATH = "/verify-statement";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Written.ZONE);

    /** What is read at a time: a document may take tens of megabytes of memory. */
    private static final int AT_ONCE = 2;

    /** What the page says that a statement comes to. */
    public record Proven(
            String from,
            String to,
            String opening,
            String closing,
            int moved,
            long seal,
            String sealedUpTo,
            String publicKey) {

        static Proven of(StatementCheck.Whole whole) {
            return new Proven(
                    time(whole.from()),
                    time(whole.to()),
                    Written.money(whole.opening()),
                    Written.money(whole.closing()),
                    whole.moved(),
                    whole.seal(),
                    time(whole.sealedUpTo()),
                    whole.publicKey());
        }

        private static String time(Instant at) {
            return TIME.format(at);
        }
    }

    private final StatementChecks checks;
    private final RateLimits limits;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    StatementCheckController(StatementChecks checks, RateLimits limits) {
        this.checks = checks;
        this.limits = limits;
    }

    @GetMapping({PATH, "/en" + PATH})
    ModelAndView ask(HttpServletRequest request, HttpServletResponse response) {
        return SitePages.page("verify-statement", PATH, request, response);
    }

    @PostMapping({PATH, "/en" + PATH})
    ModelAndView check(
            @RequestParam MultipartFile file,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        limits.take("statement-checks-by-address", request.getRemoteAddr());
        ModelAndView page = SitePages.page("verify-statement", PATH, request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Found found = found(file.getBytes());
        if (found.proven() != null) {
            page.addObject("proven", Proven.of(found.proven()));
        }
        return page.addObject("verdict", found.verdict().name());
    }

    private Found found(byte[] file) {
        places.acquireUninterruptibly();
        try {
            return checks.check(file);
        } finally {
            places.release();
        }
    }
}
