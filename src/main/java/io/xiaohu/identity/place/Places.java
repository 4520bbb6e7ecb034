package io.xiaohu.identity.place;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Where in the world an address is, about: from a database file in MaxMind's format that the
 * operator provides, since none may be handed on with the server. Without one, only the operator's
 * own network has a name.
 */
@Component
public class Places implements DisposableBean {

    private static final Texts TEXTS = Texts.of("identity");

    private final @Nullable Reader database;

    /**
     * @param database an .mmdb file with cities; none when empty
     */
    @ConfigurationProperties("xiaohu.places")
    record Settings(@Nullable Path database) {}

    /**
     * @throws UncheckedIOException when the file named cannot be read: better no start than no
     *     places and nobody knows why
     */
    Places(Settings settings) {
        Path file = settings.database();
        try {
            this.database =
                    file == null || file.toString().isEmpty()
                            ? null
                            : new Reader(file.toFile(), new CHMCache());
        } catch (IOException e) {
            throw new UncheckedIOException("xiaohu.places.database: " + file, e);
        }
    }

    /** Such as "杭州 · 浙江 · 中国"; empty when nothing is known, or it is no address. */
    public String of(String address, Locale locale) {
        InetAddress at;
        try {
            at = InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return "";
        }
        if (at.isLoopbackAddress() || at.isSiteLocalAddress() || at.isLinkLocalAddress()) {
            return TEXTS.get(locale, "place.local");
        }
        return database == null ? "" : find(database, at, Languages.supported(locale));
    }

    private static String find(Reader database, InetAddress at, Locale language) {
        try {
            Map<?, ?> found = database.get(at, Map.class);
            if (found == null) {
                return "";
            }
            List<@Nullable String> parts = new ArrayList<>();
            parts.add(name(found.get("city"), language));
            if (found.get("subdivisions") instanceof List<?> subdivisions
                    && !subdivisions.isEmpty()) {
                parts.add(name(subdivisions.getFirst(), language));
            }
            parts.add(name(found.get("country"), language));
            return parts.stream()
                    .filter(part -> part != null)
                    .distinct()
                    .collect(Collectors.joining(" · "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name in this language, else the English one. */
    private static @Nullable String name(@Nullable Object place, Locale language) {
        if (place instanceof Map<?, ?> known && known.get("names") instanceof Map<?, ?> names) {
            Object name = names.get(language.toLanguageTag());
            Object english = names.get("en");
            return name != null ? name.toString() : english == null ? null : english.toString();
        }
        return null;
    }

    @Override
    public void destroy() throws IOException {
        if (database != null) {
            database.close();
        }
    }
}
