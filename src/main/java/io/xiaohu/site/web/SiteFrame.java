package io.xiaohu.site.web;

import io.xiaohu.site.SiteSettings;
import java.io.IOException;
import java.util.zip.CRC32;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around each page shows: filings, and the style as it is now. */
@ControllerAdvice(basePackageClasses = SiteFrame.class)
class SiteFrame {

    private final SiteSettings settings;
    private final String style;

    SiteFrame(SiteSettings settings) throws IOException {
        this.settings = settings;
        CRC32 sum = new CRC32();
        sum.update(new ClassPathResource("static/site/site.css").getContentAsByteArray());
        this.style = "/site/site.css?v=" + Long.toHexString(sum.getValue());
    }

    @ModelAttribute("filings")
    SiteSettings filings() {
        return settings;
    }

    /** Changes its address when it changes, since browsers keep it for an hour. */
    @ModelAttribute("style")
    String style() {
        return style;
    }
}
