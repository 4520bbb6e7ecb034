package io.xiaohu.trust;

import java.util.List;

/** The list of official contacts: what is not on it is not ours. */
public interface OfficialContacts {

    /** Those in use now, in the order they are shown. */
    List<OfficialContact> inUse();
}
