package io.xiaohu.verification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaohu.kernel.Signals;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Classes of those who pay just now, as every payment needs them: forgotten when some server says
 * that one changed, and after half a minute in case that was not heard.
 */
@Component
class KnownClasses implements DisposableBean {

    private static final String TOPIC = "classes";
    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Cache<UUID, AccountClass> classes =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
    private final Signals signals;
    private final AutoCloseable listening;

    KnownClasses(Signals signals) {
        this.signals = signals;
        this.listening = signals.listen(TOPIC, this::heard);
    }

    AccountClass get(UUID customer, Function<UUID, AccountClass> read) {
        return classes.get(customer, read);
    }

    /** Told by whoever changed a class: this server reads it anew right after, others soon. */
    void changed(UUID customer) {
        signals.sendChange(TOPIC, customer.toString());
    }

    private void heard(String customer) {
        if (customer.isEmpty()) {
            classes.invalidateAll();
        } else {
            classes.invalidate(UUID.fromString(customer));
        }
    }

    @Override
    public void destroy() throws Exception {
        listening.close();
    }
}
