package io.xiaohu.payment.core;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.payment.Merchants;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code ./xiaohu merchant add NAME}: opens a merchant's account and prints its secret once. */
@Component
class AddMerchant implements ConsoleCommand {

    private static final int WRONG_WORDS = 2;

    private final Merchants merchants;
    private final AuditTrail audit;

    AddMerchant(Merchants merchants, AuditTrail audit) {
        this.merchants = merchants;
        this.audit = audit;
    }

    @Override
    public String name() {
        return "merchant add";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        String name = String.join(" ", args).strip();
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()（）·-]{1,39}")) {
            out.println("Say: merchant add NAME (2 to 40 letters, digits or spaces).");
            return WRONG_WORDS;
        }
        Optional<Merchants.Opened> opened = merchants.open(name);
        if (opened.isEmpty()) {
            out.println("There is a merchant called " + name + " already.");
            return WRONG_WORDS;
        }
        audit.record(
                "operator",
                "merchant.added",
                "merchant:" + opened.get().id(),
                Map.of("name", name));
        out.println(name + " is added. Its secret is shown this once:");
        out.println("merchant-id: " + opened.get().id());
        out.println("merchant-secret: " + opened.get().secret());
        return 0;
    }
}
