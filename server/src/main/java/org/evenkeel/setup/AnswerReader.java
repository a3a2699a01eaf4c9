package org.evenkeel.setup;

import org.evenkeel.media.MediaAddress;
import org.evenkeel.media.PortRange;
import org.evenkeel.setup.Answers.Backup;
import org.evenkeel.setup.Answers.Certificate;
import org.evenkeel.setup.Answers.Postgres;
import org.evenkeel.setup.Answers.PostgresServer;
import org.evenkeel.setup.Answers.Problems;
import org.evenkeel.setup.Answers.Tls;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what was typed, once, and notes every problem that it meets. One thread. */
final class AnswerReader {

    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern SIGN_IN_NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");
    private static final Pattern PLACE = Pattern.compile("(/[A-Za-z0-9._+@-]+)+");
    private static final Pattern DATABASE =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}):([0-9]{1,5})/([A-Za-z0-9_]{1,63})");
    private static final String AUTO = "auto";
    private static final String POSTGRESQL = "postgresql";
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    /** An answer that cannot be used, with a reason that says more than what is needed. */
    private static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unfit(String sentence) {
            super(sentence);
        }
    }

    private final Map<String, String> texts;
    private final List<String> problems = new ArrayList<>();

    AnswerReader(Map<String, String> texts) {
        this.texts = texts;
    }

    /** As {@link Answers#read}. */
    Answers read() {
        texts.keySet().stream()
                .filter(key -> Question.named(key).isEmpty())
                .forEach(key -> problems.add(key + ": there is no such question"));
        var host = one(Question.HOST, AnswerReader::host, "a host name in small letters");
        var zone = one(Question.TIME_ZONE, AnswerReader::zone, "a time zone such as America/Chicago");
        var administrator =
                one(Question.ADMINISTRATOR, text -> matching(SIGN_IN_NAME, text), "letters, digits and . _ @ -");
        var tls = one(Question.TLS, AnswerReader::tls, "caddy, caddy-internal, own, nginx or proxy");
        var certificate = certificate();
        var proxies =
                Question.PROXIES.matters(texts)
                        ? one(Question.PROXIES, AnswerReader::addresses, "at least one address")
                        : Optional.of(tls.equals(Optional.of(Tls.OWN)) ? List.<String>of() : LOOPBACK);
        var media = one(Question.MEDIA_ADDRESS, AnswerReader::media, "an IPv4 address of this machine");
        var relay = one(Question.RELAY, AnswerReader::yes, "yes or no");
        var ports = ports(relay);
        var postgres = postgres();
        var backup = backup();
        if (!problems.isEmpty()) {
            throw new Problems(problems);
        }
        return new Answers(
                host.orElseThrow(),
                zone.orElseThrow(),
                administrator.orElseThrow(),
                tls.orElseThrow(),
                certificate,
                proxies.orElseThrow(),
                media.orElseThrow(),
                ports.orElseThrow(),
                relay.orElseThrow(),
                postgres,
                backup);
    }

    /** As {@link Answers#problem}: with answers to the questions on which this one depends. */
    static Optional<String> problem(Question question, String text, Map<String, String> before) {
        var texts = new HashMap<>(before);
        switch (question) {
            case PROXIES -> texts.putIfAbsent(Question.TLS.key(), Tls.PROXY.word());
            case CERTIFICATE, CERTIFICATE_KEY -> texts.putIfAbsent(Question.TLS.key(), Tls.OWN.word());
            case DATABASE_ADDRESS -> texts.putIfAbsent(Question.DATABASE.key(), POSTGRESQL);
            case DATABASE_PASSWORD, DATABASE_AUTHORITY -> {
                texts.putIfAbsent(Question.DATABASE.key(), POSTGRESQL);
                texts.putIfAbsent(Question.DATABASE_ADDRESS.key(), "192.0.2.1:5432/any");
            }
            case BACKUP_FOLDER -> texts.putIfAbsent(Question.BACKUP_KEY.key(), "/any");
            default -> {}
        }
        texts.put(question.key(), text);
        try {
            new AnswerReader(texts).read();
            return Optional.empty();
        } catch (Problems e) {
            return e.sentences().stream().filter(sentence -> sentence.startsWith(question.key() + ":")).findFirst();
        }
    }

    private Optional<Certificate> certificate() {
        var chain = place(Question.CERTIFICATE);
        var key = place(Question.CERTIFICATE_KEY);
        return chain.flatMap(file -> key.map(secret -> new Certificate(file, secret)));
    }

    /** The relay has ports of its own on the same address. */
    private Optional<PortRange> ports(Optional<Boolean> relay) {
        var ports = one(Question.MEDIA_PORTS, PortRange::parse, "a range such as 20000-20999");
        if (relay.equals(Optional.of(true)) && ports.filter(Places.RELAY_PORTS::overlaps).isPresent()) {
            problems.add(
                    "%s: with relay = yes a range without %s is needed, which are the relay's"
                            .formatted(Question.MEDIA_PORTS.key(), Places.RELAY_PORTS));
        }
        return ports;
    }

    private Optional<Postgres> postgres() {
        var isPostgres = one(Question.DATABASE, AnswerReader::isPostgres, "sqlite or postgresql");
        var password = place(Question.DATABASE_PASSWORD);
        var authority = placeOrNo(Question.DATABASE_AUTHORITY);
        var elsewhere =
                Question.DATABASE_PASSWORD.matters(texts)
                        ? one(
                                Question.DATABASE_ADDRESS,
                                text -> elsewhere(text, password.orElse(""), authority),
                                "here, or IPV4-ADDRESS:PORT/NAME")
                        : Optional.<PostgresServer>empty();
        return isPostgres.filter(it -> it).map(_ -> new Postgres(elsewhere));
    }

    private Optional<Backup> backup() {
        var key = placeOrNo(Question.BACKUP_KEY);
        var folder = place(Question.BACKUP_FOLDER);
        return key.flatMap(file -> folder.map(there -> new Backup(file, there)));
    }

    /** The absolute path that was answered; empty when it does not matter. */
    private Optional<String> place(Question question) {
        return question.matters(texts)
                ? one(question, text -> place(question, text), "an absolute path of letters, digits and . _ + @ -")
                : Optional.empty();
    }

    private String place(Question question, String text) {
        String place = matching(PLACE, text);
        if (!isReadByNginx(question)) {
            Seen.problem(question, place)
                    .ifPresent(
                            problem -> {
                                throw new Unfit(problem);
                            });
        }
        return place;
    }

    /** Which does so as root, and sees every place. */
    private boolean isReadByNginx(Question question) {
        return (question == Question.CERTIFICATE || question == Question.CERTIFICATE_KEY)
                && text(Question.TLS).equals(Tls.NGINX.word());
    }

    /** The same where the answer may be that there is none. */
    private Optional<String> placeOrNo(Question question) {
        return text(question).equals(Question.NO) ? Optional.empty() : place(question);
    }

    private String text(Question question) {
        return texts.getOrDefault(question.key(), question.fallback()).strip();
    }

    /** The answer; empty, and a problem noted, when there is none that can be used. */
    private <T> Optional<T> one(Question question, Function<String, T> parse, String needed) {
        try {
            return Optional.of(parse.apply(text(question)));
        } catch (Unfit e) {
            problems.add("%s: %s".formatted(question.key(), e.getMessage()));
            return Optional.empty();
        } catch (RuntimeException _) {
            problems.add("%s: %s is needed".formatted(question.key(), needed));
            return Optional.empty();
        }
    }

    private static String host(String text) {
        String bare = text.replaceFirst("^https?://", "").replaceFirst("/$", "");
        if (!bare.equals(text) && HOST_NAME.matcher(bare).matches()) {
            throw new Unfit("without https:// please, and without a / at its end: " + bare);
        }
        return matching(HOST_NAME, text);
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Tls tls(String text) {
        return Arrays.stream(Tls.values()).filter(tls -> tls.word().equals(text)).findFirst().orElseThrow();
    }

    private static List<String> addresses(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).map(each -> matching(ADDRESS, each)).toList();
    }

    private static String media(String text) {
        String address = text.equals(AUTO) ? MediaAddress.ofThisMachine().orElseThrow() : text;
        MediaAddress.problem(address)
                .ifPresent(
                        problem -> {
                            throw new Unfit(problem);
                        });
        return address;
    }

    private static boolean isPostgres(String text) {
        return switch (text) {
            case POSTGRESQL -> true;
            case "sqlite" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static PostgresServer elsewhere(String text, String passwordFile, Optional<String> authority) {
        var parts = DATABASE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new PostgresServer(
                parts.group(1), Integer.parseInt(parts.group(2)), parts.group(3), passwordFile, authority);
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "yes" -> true;
            case Question.NO -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
