package org.evenkeel.edge;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Set;

/**
 * Whose connection this is, for rate limits: the peer, or, behind a trusted proxy, the last address that the proxy put
 * into {@code X-Forwarded-For}. An IPv6 address counts as its /64 network, of which one household has all.
 */
final class ClientAddress {

    private ClientAddress() {}

    static String of(Channel channel, HttpHeaders headers, Set<String> trustedProxies) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer) || peer.getAddress() == null) {
            return "unknown";
        }
        String forwarded = headers.get("X-Forwarded-For");
        if (forwarded != null && trustedProxies.contains(peer.getAddress().getHostAddress())) {
            byte[] address =
                    NetUtil.createByteArrayFromIpAddressString(
                            forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
            if (address != null) {
                return network(address);
            }
        }
        return network(peer.getAddress().getAddress());
    }

    private static String network(byte[] address) {
        if (address.length == 16) {
            byte[] network = Arrays.copyOf(Arrays.copyOf(address, 8), 16);
            return NetUtil.bytesToIpAddress(network) + "/64";
        }
        return NetUtil.bytesToIpAddress(address);
    }
}
