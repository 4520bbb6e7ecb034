package io.xiaohu.site;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator says about the site.
 *
 * @param address where it is found, such as {@code https://www.xiaohu.example}; empty: what each
 *     request was sent to
 * @param icp the ICP filing's number (ICP 备案); empty when there is none
 * @param police the public security filing's number (公安备案); empty when there is none
 * @param licence the payment licence's number (支付业务许可证); empty when there is none
 */
@ConfigurationProperties("xiaohu.site")
public record SiteSettings(
        @DefaultValue("") String address,
        @DefaultValue("") String icp,
        @DefaultValue("") String police,
        @DefaultValue("") String licence) {

    /** The digits of the public security filing, which its register is asked with. */
    public String policeCode() {
        return police.replaceAll("[^0-9]", "");
    }
}
