package io.xiaohu.support.hours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All calendars, with the days they observe, and the peaks that are not over. */
public final class Calendars {

    /** A region without a calendar of its own is elsewhere. */
    private static final String ELSEWHERE = "OTHER";

    private final Map<String, ServiceCalendar> asKept;
    private final List<ServiceCalendar> hours;
    private final List<ServicePeak> peaks;

    Calendars(List<ServiceCalendar> all, List<ServicePeak> peaks) {
        this.asKept =
                all.stream().collect(Collectors.toMap(ServiceCalendar::code, Function.identity()));
        this.hours =
                all.stream()
                        .filter(one -> one.kind() == ServiceCalendar.Kind.HOURS)
                        .map(this::whole)
                        .sorted(Comparator.comparingInt(ServiceCalendar::position))
                        .toList();
        this.peaks = List.copyOf(peaks);
    }

    /** One as it is kept, without what it observes. */
    public Optional<ServiceCalendar> kept(String code) {
        return Optional.ofNullable(asKept.get(code));
    }

    public List<ServiceCalendar> kept() {
        return asKept.values().stream()
                .sorted(Comparator.comparingInt(ServiceCalendar::position))
                .toList();
    }

    /** One with the days it observes; of holidays, as it is. */
    public ServiceCalendar whole(ServiceCalendar calendar) {
        String observed = calendar.observes();
        return calendar.observing(observed == null ? null : asKept.get(observed));
    }

    /** The calendars of regions, the home market first. */
    public List<ServiceCalendar> regions() {
        return hours.stream().filter(one -> one.region() != null && one.channel() == null).toList();
    }

    /** The calendars of channels, in any region or in one. */
    public List<ServiceCalendar> channels() {
        return hours.stream().filter(one -> one.channel() != null).toList();
    }

    /**
     * Which one applies: that of the channel in the region, else the channel's, else the region's,
     * else the one for everybody. Channels and regions are compared as they are kept, in capitals.
     */
    public ServiceCalendar applying(@Nullable String region, @Nullable String channel) {
        String where = known(region);
        List<@Nullable ServiceCalendar> candidates = new ArrayList<>();
        if (channel != null) {
            candidates.add(where == null ? null : of(where, channel));
            candidates.add(of(null, channel));
        }
        candidates.add(where == null ? null : of(where, null));
        candidates.add(of(null, null));
        return candidates.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no calendar for everybody"));
    }

    /** The one of a code with the days it observes. */
    public Optional<ServiceCalendar> hours(String code) {
        return hours.stream().filter(one -> one.code().equals(code)).findFirst();
    }

    List<ServicePeak> peaks(@Nullable String region, @Nullable String channel) {
        String where = known(region);
        return peaks.stream().filter(peak -> peak.isFor(where, channel)).toList();
    }

    private @Nullable String known(@Nullable String region) {
        return region == null || hours.stream().anyMatch(one -> region.equals(one.region()))
                ? region
                : ELSEWHERE;
    }

    private @Nullable ServiceCalendar of(@Nullable String region, @Nullable String channel) {
        return hours.stream()
                .filter(one -> Objects.equals(one.region(), region))
                .filter(one -> Objects.equals(one.channel(), channel))
                .findFirst()
                .orElse(null);
    }
}
