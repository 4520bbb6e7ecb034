package io.xiaohu.site;

import io.xiaohu.funding.Channels;
import io.xiaohu.funding.Direction;
import io.xiaohu.kernel.Languages;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** How each service stands now: by what staff told, and for money in and out by its channels. */
@Service
public class ServiceStandings {

    private static final String CHANNEL_UP = "UP";
    private static final String CHANNEL_DOWN = "DOWN";

    private final Channels channels;
    private final Clock clock;

    ServiceStandings(Channels channels, Clock clock) {
        this.channels = channels;
        this.clock = clock;
    }

    /** How a service does, the best first. */
    public enum Standing {
        UP,
        MAINTENANCE,
        DEGRADED,
        DOWN
    }

    /** One service now. */
    public record Now(Incident.Service service, Standing standing) {}

    /**
     * All of them, in the order they are shown.
     *
     * @param told what was told about services
     */
    public List<Now> now(List<Incident> told) {
        List<Channels.Shown> shown = channels.shown(Languages.CHINESE);
        Instant at = clock.instant();
        return Arrays.stream(Incident.Service.values())
                .map(service -> new Now(service, worst(service, told, shown, at)))
                .toList();
    }

    private static Standing worst(
            Incident.Service service, List<Incident> told, List<Channels.Shown> all, Instant at) {
        Stream<Standing> byStaff =
                told.stream()
                        .filter(one -> one.services().contains(service) && one.runsAt(at))
                        .map(ServiceStandings::standing);
        Stream<Standing> byChannels =
                switch (service) {
                    case TOP_UP -> Stream.of(together(all, Direction.TOP_UP));
                    case WITHDRAWAL -> Stream.of(together(all, Direction.WITHDRAWAL));
                    case SIGN_IN, MESSAGES, TRANSFER, PAYMENT, SUPPORT -> Stream.empty();
                };
        return Stream.concat(byStaff, byChannels).max(Enum::compareTo).orElse(Standing.UP);
    }

    private static Standing standing(Incident incident) {
        return switch (incident.impact()) {
            case NONE ->
                    incident.kind() == Incident.Kind.PLANNED ? Standing.MAINTENANCE : Standing.UP;
            case DEGRADED -> Standing.DEGRADED;
            case DOWN -> Standing.DOWN;
        };
    }

    /** Down when no channel works, slow when one does not. */
    private static Standing together(List<Channels.Shown> all, Direction direction) {
        List<String> healths =
                all.stream()
                        .filter(one -> one.carries(direction))
                        .map(Channels.Shown::health)
                        .toList();
        if (healths.stream().allMatch(CHANNEL_UP::equals)) {
            return Standing.UP;
        }
        return healths.stream().allMatch(CHANNEL_DOWN::equals) ? Standing.DOWN : Standing.DEGRADED;
    }
}
