package org.evenkeel.edge;

import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;

import java.util.Optional;

/** The staff's cookies: HttpOnly, SameSite=Strict, for the whole site, Secure wherever there is TLS. */
public final class Cookies {

    private Cookies() {}

    /** The value of the named cookie in a {@code Cookie} header; nothing when it stands there twice with two values. */
    public static Optional<String> value(String header, String name) {
        String found = null;
        for (Cookie cookie : ServerCookieDecoder.STRICT.decodeAll(header)) {
            if (cookie.name().equals(name)) {
                if (found != null && !found.equals(cookie.value())) {
                    return Optional.empty();
                }
                found = cookie.value();
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * A {@code Set-Cookie} header's value.
     *
     * @param seconds how long the browser keeps it
     */
    public static String set(String name, String value, long seconds, boolean secure) {
        DefaultCookie cookie = new DefaultCookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.Strict);
        cookie.setSecure(secure);
        cookie.setMaxAge(seconds);
        return ServerCookieEncoder.STRICT.encode(cookie);
    }

    /** A {@code Set-Cookie} header's value that takes the cookie away. */
    public static String clear(String name, boolean secure) {
        return set(name, "", 0, secure);
    }
}
