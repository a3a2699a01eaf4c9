package org.evenkeel.edge;

import io.netty.handler.codec.http.HttpHeaders;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of the web client with its ready replies.
 *
 * @param plain the file as it is
 * @param gzip the same compressed, when there is such a file
 */
record StaticFile(Form plain, Optional<Form> gzip) {

    /** The bundler's names with a hash: {@code assets/room-B7xq_9Zk.js}. */
    private static final Pattern HASHED = Pattern.compile("^assets/.*-[A-Za-z0-9_-]{8}\\.[a-z0-9.]+$");

    private static final Map<String, String> TYPES = types();

    /** One form of the file: what is sent, and what instead when the browser has it. */
    record Form(String etag, HttpReply full, HttpReply unchanged) {}

    static StaticFile of(String name, byte[] content, Optional<byte[]> compressed) {
        String etag = hash(content);
        Form plain = form(name, content, "\"" + etag + "\"", compressed.isPresent(), false);
        return new StaticFile(
                plain, compressed.map(bytes -> form(name, bytes, "\"" + etag + "-" + hash(bytes) + "\"", true, true)));
    }

    HttpReply reply(HttpHeaders request) {
        Form form = gzip.filter(_ -> takesGzip(request)).orElse(plain);
        return matches(request, form.etag()) ? form.unchanged() : form.full();
    }

    private static Form form(String name, byte[] body, String etag, boolean varies, boolean gzipped) {
        HttpReply unchanged =
                HttpReply.empty(304)
                        .with("ETag", etag)
                        .with(
                                "Cache-Control",
                                HASHED.matcher(name).matches() ? "public, max-age=31536000, immutable" : "no-cache");
        if (varies) {
            unchanged = unchanged.with("Vary", "Accept-Encoding");
        }
        HttpReply full = new HttpReply(200, unchanged.headers(), body).with("Content-Type", type(name));
        return new Form(etag, gzipped ? full.with("Content-Encoding", "gzip") : full, unchanged);
    }

    private static boolean takesGzip(HttpHeaders request) {
        for (String item : String.join(",", request.getAll("Accept-Encoding")).split(",")) {
            String[] parts = item.toLowerCase(Locale.ROOT).replace(" ", "").split(";");
            if (parts[0].equals("gzip")) {
                return Arrays.stream(parts).noneMatch(part -> part.matches("q=0(\\.0*)?"));
            }
        }
        return false;
    }

    private static boolean matches(HttpHeaders request, String etag) {
        for (String item : String.join(",", request.getAll("If-None-Match")).split(",")) {
            String candidate = item.strip();
            if (candidate.equals("*") || candidate.equals(etag) || candidate.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static Map<String, String> types() {
        Map<String, String> types = new HashMap<>();
        types.put("html", "text/html; charset=utf-8");
        types.put("js", "text/javascript; charset=utf-8");
        types.put("css", "text/css; charset=utf-8");
        types.put("json", "application/json");
        types.put("webmanifest", "application/manifest+json");
        types.put("txt", "text/plain; charset=utf-8");
        types.put("svg", "image/svg+xml");
        types.put("wasm", "application/wasm");
        for (String image : List.of("png", "webp", "avif")) {
            types.put(image, "image/" + image);
        }
        types.put("ico", "image/vnd.microsoft.icon");
        types.put("mp3", "audio/mpeg");
        types.put("ogg", "audio/ogg");
        return Map.copyOf(types);
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 15));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
