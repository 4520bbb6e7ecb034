package io.xiaohu.trust;

import java.time.Instant;
import java.util.List;

/** The list of official contacts: what is not on it is not ours. */
public interface OfficialContacts {

    /**
     * A contact that was ours and is not any more.
     *
     * @param until when it stopped being ours
     */
    record Past(OfficialContact contact, Instant since, Instant until) {}

    /** Those in use now, in the order they are shown. */
    List<OfficialContact> inUse();

    /** Those that were ours once and are not now, the latest to end first. */
    List<Past> past();
}
