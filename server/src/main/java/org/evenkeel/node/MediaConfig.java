package org.evenkeel.node;

import org.evenkeel.media.MediaAddress;
import org.evenkeel.media.PortRange;
import org.evenkeel.media.RelaySettings;
import org.evenkeel.media.SfuAddress;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of sound and picture, checked as far as that can be done without looking at the machine.
 *
 * @param sfu empty: one is started as a child where it is installed
 * @param address for the child; empty: the machine's own choice
 * @param ports for the child
 * @param mesh what happens without an SFU
 * @param relay empty: browsers get no relay and no reflector
 */
public record MediaConfig(
        Optional<SfuAddress> sfu, Optional<String> address, PortRange ports, Mesh mesh, Optional<RelaySettings> relay) {

    private static final int LONGEST_LOGIN_HOURS = 48;

    private static final List<ConfigKey> ONLY_WITH_SFU =
            List.of(
                    ConfigKey.SFU_SECRET_FILE,
                    ConfigKey.SFU_ADMIN_ADDRESS,
                    ConfigKey.SFU_ADMIN_SECRET_FILE,
                    ConfigKey.SFU_ADMIN_KEY_FILE);

    /** Whether browsers may meet without an SFU. */
    public enum Mesh {
        /** Never: without an SFU there is no sound and no picture. */
        OFF,
        /** Through the relay, so that nobody learns another's network address. */
        RELAY_ONLY,
        /** Directly: everybody learns everybody's network address. */
        DIRECT
    }

    static MediaConfig read(ConfigValues values) {
        List<String> urls = relayUrls(values);
        return new MediaConfig(
                sfu(values),
                values.parsed(ConfigKey.MEDIA_ADDRESS, "an IPv4 address such as 192.168.1.20", MediaConfig::address),
                values.parsed(
                                ConfigKey.MEDIA_PORTS,
                                "a range from 1024 to 65535, such as 20000-20999,",
                                PortRange::parse)
                        .orElse(PortRange.parse(ConfigKey.MEDIA_PORTS.fallback())),
                mesh(values, urls),
                relay(values, urls));
    }

    private static String address(String text) {
        if (!MediaAddress.isOne(text)) {
            throw new IllegalArgumentException("not an address");
        }
        return text;
    }

    private static Optional<SfuAddress> sfu(ConfigValues values) {
        Optional<String> secret = secret(values, ConfigKey.SFU_SECRET_FILE);
        Optional<URI> admin = webSocket(values, ConfigKey.SFU_ADMIN_ADDRESS);
        Optional<String> adminSecret = secret(values, ConfigKey.SFU_ADMIN_SECRET_FILE);
        Optional<String> adminKey = secret(values, ConfigKey.SFU_ADMIN_KEY_FILE);
        if (values.optional(ConfigKey.SFU_ADDRESS).isEmpty()) {
            ONLY_WITH_SFU.stream()
                    .filter(key -> values.optional(key).isPresent())
                    .forEach(key -> values.problem(key.name() + ": means nothing without media.sfu-address"));
        } else {
            require(values, ConfigKey.SFU_SECRET_FILE);
            require(values, ConfigKey.SFU_ADMIN_KEY_FILE);
            bothOrNone(values, ConfigKey.SFU_ADMIN_ADDRESS, ConfigKey.SFU_ADMIN_SECRET_FILE);
        }
        return webSocket(values, ConfigKey.SFU_ADDRESS)
                .map(api -> new SfuAddress(api, admin, secret.orElse(""), adminSecret.orElse(""), adminKey.orElse("")));
    }

    private static Optional<URI> webSocket(ConfigValues values, ConfigKey key) {
        return values.parsed(
                key,
                "an address that begins with ws:// or wss://",
                text -> new SfuAddress(URI.create(text), Optional.empty(), "", "", "").api());
    }

    private static void require(ConfigValues values, ConfigKey key) {
        if (values.optional(key).isEmpty()) {
            values.problem(key.name() + ": is needed with media.sfu-address");
        }
    }

    private static void bothOrNone(ConfigValues values, ConfigKey one, ConfigKey other) {
        if (values.optional(one).isPresent() != values.optional(other).isPresent()) {
            values.problem(one.name() + " and " + other.name() + ": both or none are needed");
        }
    }

    private static Mesh mesh(ConfigValues values, List<String> urls) {
        String word = values.oneOf(ConfigKey.MEDIA_MESH, Set.of("off", "relay-only", "direct"));
        Mesh mesh = Mesh.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        if (mesh == Mesh.RELAY_ONLY && urls.stream().noneMatch(RelaySettings::needsLogin)) {
            values.problem(ConfigKey.MEDIA_MESH.name() + ": relay-only needs a relay in turn.urls");
        }
        return mesh;
    }

    private static List<String> relayUrls(ConfigValues values) {
        List<String> urls =
                Arrays.stream(values.text(ConfigKey.TURN_URLS).split(","))
                        .map(String::strip)
                        .filter(url -> !url.isEmpty())
                        .toList();
        if (!urls.stream().allMatch(RelaySettings::isOne)) {
            values.problem(
                    ConfigKey.TURN_URLS.name() + ": addresses such as turn:relay.clinic.example:3478 are needed");
            return List.of();
        }
        return urls;
    }

    private static Optional<RelaySettings> relay(ConfigValues values, List<String> urls) {
        int hours = values.number(ConfigKey.TURN_VALID_HOURS, 1, LONGEST_LOGIN_HOURS);
        Optional<String> secret = secret(values, ConfigKey.TURN_SECRET_FILE);
        boolean needsLogin = urls.stream().anyMatch(RelaySettings::needsLogin);
        if (needsLogin && values.optional(ConfigKey.TURN_SECRET_FILE).isEmpty()) {
            values.problem(ConfigKey.TURN_SECRET_FILE.name() + ": is needed with a relay in turn.urls");
        }
        return urls.isEmpty() || needsLogin && secret.isEmpty()
                ? Optional.empty()
                : Optional.of(new RelaySettings(urls, secret.orElse(""), Duration.ofHours(hours)));
    }

    private static Optional<String> secret(ConfigValues values, ConfigKey key) {
        Optional<String> secret = values.secret(key);
        if (secret.filter(String::isEmpty).isPresent()) {
            values.problem(key.name() + ": the file is empty");
        }
        return secret.filter(text -> !text.isEmpty());
    }
}
