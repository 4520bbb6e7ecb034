package io.xiaohu.funding.core;

import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.funding.channel.ChannelSilentException;
import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.core.CircuitRules.Recent;
import io.xiaohu.funding.jdbc.Circuits;
import io.xiaohu.funding.jdbc.Circuits.Circuit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How each channel is doing, from how real calls to it went. What is known is in the database, so
 * that every server leaves alone what one of them found broken.
 */
@Component
public class ChannelHealth {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelHealth.class);

    /** What a customer is told before choosing. */
    public enum Health {
        UP,
        DEGRADED,
        DOWN
    }

    /** How a channel stands, with the figures behind it. */
    public record Standing(Health health, int successRate, long averageMillis) {}

    private final Circuits circuits;
    private final Clock clock;

    ChannelHealth(Circuits circuits, Clock clock) {
        this.circuits = circuits;
        this.clock = clock;
    }

    public Standing standing(String channel) {
        Instant now = clock.instant();
        Circuit circuit = circuits.find(channel);
        Recent recent = recent(circuit, now);
        Health health =
                switch (circuit.state()) {
                    case OPEN -> Health.DOWN;
                    case HALF_OPEN -> Health.DEGRADED;
                    case CLOSED -> CircuitRules.isDegraded(recent) ? Health.DEGRADED : Health.UP;
                };
        return new Standing(health, recent.successRate(), recent.averageMillis());
    }

    /** Whether an order may go to it now. While it is being tried again, one at a time may. */
    public boolean admits(String channel) {
        return switch (circuits.find(channel).state()) {
            case CLOSED -> true;
            case OPEN -> false;
            case HALF_OPEN -> {
                Instant now = clock.instant();
                yield circuits.claim(
                        channel,
                        Circuits.State.HALF_OPEN,
                        now,
                        now.plus(CircuitRules.BETWEEN_TRIES));
            }
        };
    }

    /**
     * Notes how a call went. A channel that says itself that it is down is believed at once; one
     * that stays silent when half of its calls did.
     */
    void note(String channel, ChannelAnswer answer, boolean silent, Duration took) {
        boolean saysDown =
                answer instanceof ChannelAnswer.Failed failed
                        && failed.why() == ChannelAnswer.Why.DOWN;
        boolean good = !silent && !saysDown;
        Instant now = clock.instant();
        circuits.count(channel, now, good, took);
        if (good) {
            if (circuits.close(channel, now)) {
                LOG.info("channel {} works again", channel);
            }
        } else {
            Circuit circuit = circuits.find(channel);
            if (saysDown
                    || circuit.state() == Circuits.State.HALF_OPEN
                    || CircuitRules.opens(recent(circuit, now))) {
                open(channel, circuit, now);
            }
        }
    }

    /** Looks whether a channel is there, before a customer has to find out. */
    void watch(PaymentChannel channel) {
        Instant now = clock.instant();
        Circuit circuit = circuits.find(channel.id());
        if (circuit.state() == Circuits.State.OPEN
                && !circuits.claim(
                        channel.id(),
                        Circuits.State.OPEN,
                        now,
                        now.plus(CircuitRules.pause(circuit.openedInARow())))) {
            return;
        }
        try {
            channel.ping();
            circuits.halfOpen(channel.id(), clock.instant());
        } catch (ChannelSilentException e) {
            Instant after = clock.instant();
            if (circuit.state() == Circuits.State.OPEN) {
                circuits.stayOpen(
                        channel.id(), after.plus(CircuitRules.pause(circuit.openedInARow())));
            } else {
                open(channel.id(), circuit, after);
            }
        }
    }

    private void open(String channel, Circuit circuit, Instant now) {
        if (circuits.open(channel, now, now.plus(CircuitRules.pause(circuit.openedInARow())))) {
            LOG.warn("channel {} is down and left alone", channel);
        }
    }

    private Recent recent(Circuit circuit, Instant now) {
        Instant from = now.minus(CircuitRules.WINDOW);
        return circuits.recent(
                circuit.channel(), circuit.since().isAfter(from) ? circuit.since() : from);
    }
}
