package io.xiaohu.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.notification.jdbc.JdbcOutgoingTexts;
import io.xiaohu.notification.provider.DemoOutbox;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Demo")
@Profile("demo")
@RestController
class DemoOutboxController {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final DemoOutbox outbox;
    private final JdbcOutgoingTexts texts;

    DemoOutboxController(DemoOutbox outbox, JdbcOutgoingTexts texts) {
        this.outbox = outbox;
        this.texts = texts;
    }

    @Operation(
            summary = "What would have been sent",
            description =
                    "Demo mode only, for this machine only: texts to a phone, the newest first."
                            + " Waits a moment for one that is on its way.")
    @GetMapping("/demo/outbox")
    Page<DemoOutbox.Item> outbox(@RequestParam String to, HttpServletRequest request)
            throws UnknownHostException, InterruptedException {
        if (!InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        if (to.contains("@")) {
            return Page.last(List.of());
        }
        Phone phone = Phone.parse(to);
        awaitHandOver(phone);
        return Page.last(outbox.to(phone));
    }

    /** A text that was asked for is handed over by a job, a moment after the call that asked. */
    private void awaitHandOver(Phone phone) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (texts.isWaiting(phone) && System.nanoTime() - until < 0) {
            Thread.sleep(PAUSE);
        }
    }
}
