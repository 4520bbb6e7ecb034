package io.xiaohu.payment.web;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The page on which a code, a request or an order is paid. */
final class PayLinks {

    private PayLinks() {}

    static String path(String token) {
        return "/app/pay/" + token;
    }

    /** As a QR code says it: with the address the caller reached us at. */
    static String url(String token) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().path(path(token)).toUriString();
    }
}
