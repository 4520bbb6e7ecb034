package io.xiaohu.support;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.support.jdbc.Attachments;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Files a customer sent before, handed over with something other than a conversation. */
@Service
public class HandedFiles {

    private final Attachments attachments;

    HandedFiles(Attachments attachments) {
        this.attachments = attachments;
    }

    /**
     * Lets staff see the files, and gives what is in them, in order; runs in the caller's
     * transaction.
     *
     * @param customer whose files they must be; a guest has none
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when one is not the customer's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<byte[]> handOver(@Nullable UUID customer, List<UUID> ids) {
        String owner = customer == null ? "guest" : "customer:" + customer;
        return attachments.handOver(attachments.usable(owner, ids));
    }

    /**
     * Keeps pictures of somebody without an account, drawn anew, for staff alone to see; runs in
     * the caller's transaction.
     *
     * @throws io.xiaohu.kernel.ProblemException FILE_TYPE_REFUSED when one is no picture
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> keepPictures(List<SafeFile> pictures) {
        if (!pictures.stream().allMatch(SafeFile::isPicture)) {
            throw Problem.of(Reason.FILE_TYPE_REFUSED).exception();
        }
        List<UUID> ids = pictures.stream().map(one -> attachments.store("site", one).id()).toList();
        attachments.handOver(ids);
        return ids;
    }
}
