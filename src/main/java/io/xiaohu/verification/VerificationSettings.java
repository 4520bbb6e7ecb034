package io.xiaohu.verification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param accountsPerPerson how many open accounts one real person may have
 * @param checksLast how long a passed check counts
 * @param reviewWithin by when people promise to have looked at a document
 * @param keepDocuments how long pictures are kept after the decision; the law on money laundering
 *     asks for five years
 * @param noticeBefore how long before a class falls its holder is told
 */
@ConfigurationProperties("xiaohu.verification")
public record VerificationSettings(
        @DefaultValue("3") int accountsPerPerson,
        @DefaultValue("1825d") Duration checksLast,
        @DefaultValue("24h") Duration reviewWithin,
        @DefaultValue("1825d") Duration keepDocuments,
        @DefaultValue("30d") Duration noticeBefore) {}
