package io.xiaohu.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.provider.DemoOutbox;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Demo")
@Profile("demo")
@RestController
class DemoOutboxController {

    private final DemoOutbox outbox;

    DemoOutboxController(DemoOutbox outbox) {
        this.outbox = outbox;
    }

    @Operation(
            summary = "What would have been sent",
            description = "Demo mode only: texts to a phone, the newest first.")
    @GetMapping("/demo/outbox")
    Page<DemoOutbox.Item> outbox(@RequestParam String to) {
        return to.contains("@") ? Page.last(List.of()) : Page.last(outbox.to(Phone.parse(to)));
    }
}
