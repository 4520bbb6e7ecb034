package io.xiaohu.identity;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What happened to an account's safety, the latest first. */
public interface SecurityTimeline {

    List<SecurityEvent> latest(UUID customer, int most, Locale locale);
}
