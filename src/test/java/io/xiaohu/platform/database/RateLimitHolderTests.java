package io.xiaohu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whose bucket a call takes from. */
class RateLimitHolderTests {

    private static final String RULE = "sign-in-by-address";

    @Test
    void anIpv4AddressCountsByItself() {
        assertThat(SharedRateLimits.holder(RULE, "203.0.113.7")).isEqualTo("203.0.113.7");
    }

    @Test
    void addressesOfOneIpv6NetworkCountAsOne() {
        assertThat(SharedRateLimits.holder(RULE, "2001:db8:1:2::1"))
                .isEqualTo(SharedRateLimits.holder(RULE, "2001:db8:1:2:ffff::9"))
                .isNotEqualTo(SharedRateLimits.holder(RULE, "2001:db8:1:3::1"));
    }

    @Test
    void whatIsNoAddressCountsByItself() {
        assertThat(SharedRateLimits.holder(RULE, "203.0.113.7:1234")).isEqualTo("203.0.113.7:1234");
    }

    @Test
    void anotherKindOfKeyIsTakenAsItIs() {
        assertThat(SharedRateLimits.holder("codes-by-phone", "a:b")).isEqualTo("a:b");
    }
}
