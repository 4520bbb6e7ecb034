package io.xiaohu.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A page as it is sent: its headers, its bytes plain and packed, and until when it is good. */
final class KeptPage {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** For pages that a browser asks about each time: what is open, what fails. */
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");

    /** What goes along with a page; a trace id, for one, belongs to a request. */
    private static final List<String> HEADERS =
            List.of(
                    HttpHeaders.CACHE_CONTROL,
                    HttpHeaders.CONTENT_LANGUAGE,
                    "Content-Security-Policy",
                    "Permissions-Policy",
                    "Referrer-Policy",
                    "Strict-Transport-Security",
                    "X-Content-Type-Options",
                    "X-Frame-Options",
                    "X-XSS-Protection");

    private final String type;
    private final Map<String, String> headers;
    private final byte[] plain;
    private final byte[] packed;
    private final String hash;
    private final Instant madeAt;
    private final Duration goodFor;
    private final long edition;
    private final AtomicBoolean turn = new AtomicBoolean();

    private KeptPage(
            String type,
            Map<String, String> headers,
            byte[] plain,
            Instant madeAt,
            Duration goodFor,
            long edition) {
        this.type = type;
        this.headers = headers;
        this.plain = plain;
        this.packed = pack(plain);
        this.hash = hash(plain);
        this.madeAt = madeAt;
        this.goodFor = goodFor;
        this.edition = edition;
    }

    /**
     * @param made the answer with its headers set, nothing of it sent
     * @param edition how often things had changed before it was made
     */
    static KeptPage of(byte[] body, HttpServletResponse made, Instant now, long edition) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = made.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        String type = made.getContentType();
        return new KeptPage(
                type == null ? "text/html;charset=UTF-8" : type,
                headers,
                body,
                now,
                goodFor(headers.getOrDefault(HttpHeaders.CACHE_CONTROL, "")),
                edition);
    }

    private static Duration goodFor(String cache) {
        Matcher age = MAX_AGE.matcher(cache);
        if (!age.find()) {
            return SHORTEST;
        }
        Duration said = Duration.ofSeconds(Long.parseLong(age.group(1)));
        return said.compareTo(LONGEST) < 0 ? said : LONGEST;
    }

    boolean isGood(Instant now, long editionNow) {
        return edition == editionNow && Duration.between(madeAt, now).abs().compareTo(goodFor) <= 0;
    }

    /** Whether the caller is the one who makes it anew; others send it as it is meanwhile. */
    boolean takeTurn() {
        return turn.compareAndSet(false, true);
    }

    /** Itself, for the next one to try to make anew. */
    KeptPage afterFailure() {
        turn.set(false);
        return this;
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        headers.forEach(response::setHeader);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        boolean packs = takesPacked(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        response.setHeader(HttpHeaders.ETAG, "\"" + hash + (packs ? "-z\"" : "\""));
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(hash)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type);
        if (packs) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        byte[] body = packs ? packed : plain;
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static boolean takesPacked(@Nullable String accepted) {
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private static byte[] pack(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
