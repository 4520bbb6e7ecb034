package io.xiaohu.support.talk;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Finds the colleagues a note names with {@code @}. */
public final class Naming {

    /** Somebody who can be named, by either name. */
    public record Somebody(UUID id, String username, String name) {}

    private record Word(String text, UUID id) {}

    private Naming() {}

    /** Those named, each once. Of two names that both fit, the longer one is meant. */
    public static Set<UUID> in(String note, List<Somebody> colleagues) {
        List<Word> words =
                colleagues.stream()
                        .flatMap(one ->
                                List.of(
                                        new Word(one.username(), one.id()),
                                        new Word(one.name(), one.id()))
                                        .stream())
                        .filter(word -> !word.text().isBlank())
                        .map(word -> new Word(word.text().toLowerCase(Locale.ROOT), word.id()))
                        .sorted(Comparator.comparingInt((Word word) -> -word.text().length()))
                        .toList();
        String text = note.toLowerCase(Locale.ROOT).replace('＠', '@');
        Set<UUID> named = new LinkedHashSet<>();
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at + 1;
            words.stream()
                    .filter(word -> text.startsWith(word.text(), start))
                    .findFirst()
                    .ifPresent(word -> named.add(word.id()));
        }
        return named;
    }
}
