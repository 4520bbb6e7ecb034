package io.xiaohu.site.web;

import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.kernel.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.multipart.MultipartFile;

/** Pictures that came with a form, drawn anew, or the sentence that says what is wrong with one. */
sealed interface SentPictures {

    int MOST = 3;

    /** As many as there were. */
    record Good(List<SafeFile> pictures) implements SentPictures {}

    record Bad(String sentence) implements SentPictures {}

    Texts TEXTS = Texts.of("site");
    long LARGEST = 10L * 1024 * 1024;
    int LONGEST_NAME = 60;

    static SentPictures of(List<MultipartFile> sent, Locale locale) {
        // A browser sends an empty part where none was chosen.
        List<MultipartFile> files = sent.stream().filter(file -> !file.isEmpty()).toList();
        if (files.size() > MOST) {
            return new Bad(TEXTS.get(locale, "feedback.pictures.many"));
        }
        List<SafeFile> good = new ArrayList<>();
        for (MultipartFile file : files) {
            if (file.getSize() > LARGEST) {
                return bad(locale, "feedback.pictures.large", file);
            }
            Optional<SafeFile> picture = picture(file);
            if (picture.isEmpty()) {
                return bad(locale, "feedback.pictures.type", file);
            }
            good.add(picture.get());
        }
        return new Good(good);
    }

    private static Optional<SafeFile> picture(MultipartFile file) {
        try {
            return Optional.of(SafeFile.of(file.getBytes())).filter(SafeFile::isPicture);
        } catch (IOException | ProblemException e) {
            return Optional.empty();
        }
    }

    /** Names come from outside: without what cannot be seen, and no longer than one reads. */
    private static Bad bad(Locale locale, String key, MultipartFile file) {
        String sent = file.getOriginalFilename();
        String seen = sent == null ? "" : sent.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "").strip();
        String name =
                seen.codePointCount(0, seen.length()) <= LONGEST_NAME
                        ? seen
                        : seen.substring(0, seen.offsetByCodePoints(0, LONGEST_NAME)) + "…";
        return new Bad(TEXTS.get(locale, key, Map.of("name", name.isEmpty() ? "–" : name)));
    }
}
