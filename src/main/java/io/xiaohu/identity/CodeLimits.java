package io.xiaohu.identity;

import io.xiaohu.identity.core.CodeWay;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.KnownDevices;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.RateLimits;
import java.util.HexFormat;
import org.springframework.stereotype.Service;

/**
 * Bounds what codes cost: by address, by phone, by device, and in all, however many numbers they
 * are asked for from however many addresses. The answer is the same for a phone that is registered
 * and one that is not.
 */
@Service
public class CodeLimits {

    private static final String EVERYBODY = "everybody";

    private final RateLimits limits;
    private final JdbcCustomers customers;
    private final KnownDevices devices;

    CodeLimits(RateLimits limits, JdbcCustomers customers, KnownDevices devices) {
        this.limits = limits;
        this.customers = customers;
        this.devices = devices;
    }

    /**
     * Counts one code. What all have in common is taken last, so that a call one of the others
     * refuses costs nobody else anything, and not at all from a known device of that very phone:
     * its owner gets a code also while somebody else uses up everybody's.
     *
     * @throws io.xiaohu.kernel.ProblemException TOO_MANY_REQUESTS
     */
    public void take(Phone phone, CodeWay by, Device device) {
        String phoneKey = customers.key(phone);
        limits.take("codes-by-address", device.address());
        limits.take("codes-by-phone", phoneKey);
        if (by == CodeWay.CALL) {
            limits.take("code-calls-by-phone", phoneKey);
        }
        if (devices.isOurs(device)) {
            limits.take("codes-by-device", HexFormat.of().formatHex(device.tokenHash()));
        }
        if (devices.find(phone, device).isEmpty()) {
            limits.take("codes-in-all", EVERYBODY);
        }
    }
}
