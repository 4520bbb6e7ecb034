package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.HotKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What staff know to be fraud. It never says anything against an official contact. */
final class HotList {

    private final Map<HotKind, Map<String, Instant>> known = new EnumMap<>(HotKind.class);

    HotList(List<HotPattern> patterns) {
        for (HotKind kind : HotKind.values()) {
            known.put(
                    kind,
                    patterns.stream()
                            .filter(pattern -> pattern.kind() == kind)
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            HotPattern::key,
                                            HotPattern::since,
                                            (one, other) -> one)));
        }
    }

    Optional<Finding> domain(String host) {
        for (String name = host; !name.isEmpty(); name = name.substring(name.indexOf('.') + 1)) {
            Instant since = of(HotKind.DOMAIN).get(name);
            if (since != null) {
                return Optional.of(found("hot.link", ContactKind.DOMAIN, since));
            }
            if (name.indexOf('.') < 0) {
                break;
            }
        }
        return Optional.empty();
    }

    Optional<Finding> phone(String digits) {
        return exact(HotKind.PHONE, digits, "hot.phone", ContactKind.PHONE);
    }

    Optional<Finding> mail(String address) {
        return exact(HotKind.EMAIL, address, "hot.mail", ContactKind.EMAIL);
    }

    Optional<Finding> account(String name, ContactKind instead) {
        return exact(HotKind.ACCOUNT, HotKeys.account(name), "hot.account", instead);
    }

    Optional<Finding> phrase(String text) {
        if (of(HotKind.PHRASE).isEmpty()) {
            return Optional.empty();
        }
        String words = HotKeys.phrase(text);
        return of(HotKind.PHRASE).entrySet().stream()
                .filter(entry -> words.contains(entry.getKey()))
                .findFirst()
                .map(entry -> Finding.suspicious("hot.phrase", null).at(entry.getValue()));
    }

    private Optional<Finding> exact(HotKind kind, String key, String why, ContactKind instead) {
        return Optional.ofNullable(of(kind).get(key)).map(since -> found(why, instead, since));
    }

    private Map<String, Instant> of(HotKind kind) {
        return known.getOrDefault(kind, Map.of());
    }

    private static Finding found(String why, ContactKind instead, Instant since) {
        return Finding.impostor(why, instead).at(since);
    }
}
