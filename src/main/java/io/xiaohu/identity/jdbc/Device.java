package io.xiaohu.identity.jdbc;

import io.xiaohu.kernel.Tokens;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a call came from.
 *
 * @param name such as "Chrome · Android"; empty when the program does not say
 * @param token what tells this browser or app from others, from its cookie; empty when it has none
 */
public record Device(String name, String address, String token) {

    /** Where nobody's device is concerned. */
    public static final Device NONE = new Device("", "", "");

    private static final int IPV4_NETWORK = 3;
    private static final int IPV6_NETWORK = 6;

    private static final List<String> PROGRAMS =
            List.of("MicroMessenger=WeChat", "Edg=Edge", "Firefox", "Chrome", "Safari");
    private static final List<String> SYSTEMS =
            List.of("HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Mac OS X=macOS", "Linux");

    /**
     * @param userAgent the header of that name; only words we know are kept of it
     */
    public static Device of(String userAgent, String address, String token) {
        String program = first(PROGRAMS, userAgent);
        String system = first(SYSTEMS, userAgent);
        String separator = program.isEmpty() || system.isEmpty() ? "" : " · ";
        return new Device(program + separator + system, address, token);
    }

    public byte[] tokenHash() {
        return Tokens.hash(token.length() > Tokens.LONGEST ? "" : token);
    }

    /**
     * The first 24 bits of an IPv4 address, the first 48 of an IPv6 one, in hex; what a proxy says
     * that is neither, as it is.
     */
    public String network() {
        byte[] bytes;
        try {
            bytes = InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
        int kept = bytes.length == 4 ? IPV4_NETWORK : IPV6_NETWORK;
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, kept));
    }

    @Override
    public String toString() {
        return name;
    }

    private static String first(List<String> known, String userAgent) {
        for (String entry : known) {
            int equals = entry.indexOf('=');
            if (userAgent.contains(equals < 0 ? entry : entry.substring(0, equals))) {
                return entry.substring(equals + 1);
            }
        }
        return "";
    }
}
