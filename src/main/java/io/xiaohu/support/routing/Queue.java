package io.xiaohu.support.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.support.ServiceHours;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.routing.core.Agent;
import io.xiaohu.support.routing.core.Placement;
import io.xiaohu.support.routing.core.Rank;
import io.xiaohu.support.routing.core.Waiting;
import io.xiaohu.support.routing.jdbc.RoutingRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The queue as it is: what each conversation presses, and where it would go now. */
@Component
class Queue {

    /** How long a conversation waits for somebody who knows its topic and language. */
    static final Duration OVERFLOW_AFTER = Duration.ofMinutes(1);

    private static final Duration FROZEN_KNOWN = Duration.ofSeconds(5);

    /** Every look at an inbox asks for everybody who waits. */
    private final Cache<UUID, Boolean> frozen =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FROZEN_KNOWN).build();

    private final RoutingRows rows;
    private final Customers customers;
    private final ServiceHours hours;

    Queue(RoutingRows rows, Customers customers, ServiceHours hours) {
        this.rows = rows;
        this.customers = customers;
        this.hours = hours;
    }

    /** Where everything that waits would go; nothing is given by this. */
    List<Placement.Placed> placed(List<Agent> online, Instant now) {
        List<Waiting> waiting = rows.queue().stream().map(this::waiting).toList();
        return Placement.place(waiting, online, hours.isOpen(now), now, OVERFLOW_AFTER);
    }

    private Waiting waiting(RoutingRows.Queued row) {
        String said = row.priority();
        Priority priority = said == null ? Priority.of(row.topic()) : Priority.valueOf(said);
        boolean frozen = row.freezeCase() || isFrozen(row.customer());
        return new Waiting(
                row.id(),
                Rank.of(priority, said != null, frozen, row.vulnerable(), row.human()),
                row.since(),
                row.queuedAt(),
                row.topic(),
                row.language(),
                row.lastAgent(),
                row.passedOver());
    }

    private boolean isFrozen(@Nullable UUID customer) {
        if (customer == null) {
            return false;
        }
        Boolean known = frozen.getIfPresent(customer);
        if (known != null) {
            return known;
        }
        boolean read = readFrozen(customer);
        frozen.put(customer, read);
        return read;
    }

    private boolean readFrozen(UUID customer) {
        return customers
                .find(customer)
                .filter(found -> found.status() == Customer.Status.FROZEN)
                .isPresent();
    }
}
