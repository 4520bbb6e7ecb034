package io.xiaohu.kernel;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The sentences of one module in both languages, from {@code messages/<name>_zh_CN.properties} and
 * {@code messages/<name>_en.properties}. Arguments are named, as in {@code {available}}; money and
 * times are written as the reader's language writes them.
 */
public final class Texts {

    private final String name;
    private final Properties chinese;
    private final Properties english;

    private Texts(String name) {
        this.name = name;
        this.chinese = load(name + "_zh_CN");
        this.english = load(name + "_en");
    }

    public static Texts of(String name) {
        return new Texts(name);
    }

    public String get(Locale locale, String key) {
        return get(locale, key, Map.of());
    }

    /**
     * @throws IllegalArgumentException when the key has no text: a bug, found by a test over all
     *     keys
     */
    public String get(Locale locale, String key, Map<String, ?> args) {
        Locale language = Languages.supported(locale);
        String pattern = (language == Languages.ENGLISH ? english : chinese).getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no text for " + key + " in " + name);
        }
        Map<String, Object> written = new HashMap<>();
        args.forEach((arg, value) -> written.put(arg, write(value, language)));
        return new MessageFormat(pattern, language).format(written);
    }

    public boolean has(String key) {
        return chinese.containsKey(key) && english.containsKey(key);
    }

    private static Object write(Object value, Locale language) {
        return switch (value) {
            case Money money -> Written.money(money);
            case Instant at -> Written.time(at, language);
            case Number number -> number;
            default -> value.toString();
        };
    }

    private static Properties load(String file) {
        String path = "/messages/" + file + ".properties";
        try (InputStream in = Texts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing");
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
