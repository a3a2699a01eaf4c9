package org.evenkeel.check;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What comes through the public address, against what the server itself says. */
record PagesCheck(CheckPlan plan) implements Check {

    private static final String POLICY = "Content-Security-Policy";

    /** Each with what must stand in it where the server itself cannot be asked. */
    private static final List<Wanted> WANTED =
            List.of(
                    new Wanted(POLICY, "default-src 'none'"),
                    new Wanted("X-Content-Type-Options", "nosniff"),
                    new Wanted("Referrer-Policy", "no-referrer"),
                    new Wanted("X-Frame-Options", "DENY"),
                    new Wanted("Permissions-Policy", "camera=(self)"),
                    new Wanted("Cross-Origin-Opener-Policy", "same-origin"),
                    new Wanted("Cross-Origin-Resource-Policy", "same-origin"));

    private static final Pattern MAX_AGE = Pattern.compile("(?i)max-age=\"?(\\d{1,12})");
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final long HALF_A_YEAR = 15_552_000;
    private static final Duration APART = Duration.ofSeconds(3);
    private static final Duration FAR_APART = Duration.ofSeconds(60);

    private record Wanted(String name, String part) {}

    @Override
    public Subject subject() {
        return Subject.READY;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        try (var web = new Web()) {
            var base = plan.base();
            var ready = web.get(base.resolve("/readyz"));
            var now = plan.clock().instant();
            if (ready.isEmpty()) {
                return Subject.only(subject().broken("Nobody answers at %s/readyz.", base));
            }
            var findings = new ArrayList<Finding>(List.of(ready(ready.get())));
            var page = web.get(base.resolve("/"));
            var direct = web.get(plan.listen().local().resolve("/"));
            page.filter(PagesCheck::isOfTheServer).ifPresent(it -> findings.add(headers(it, direct)));
            page.filter(it -> isOfTheServer(it) && Web.isTls(base)).ifPresent(it -> findings.add(hsts(it)));
            clock(ready.get(), now).ifPresent(findings::add);
            return findings;
        }
    }

    /** A proxy that finds nobody behind it answers with a page of its own. */
    private static boolean isOfTheServer(Web.Reply page) {
        return page.status() < BAD_GATEWAY || page.status() > GATEWAY_TIMEOUT;
    }

    private Finding ready(Web.Reply reply) {
        var body = reply.body();
        if (reply.status() == 200 && body.contains("\"ready\"")) {
            return subject().fine("The server says through %s that it is ready.", plan.base());
        }
        if (reply.status() == 503 && body.contains("not_ready")) {
            var away = new ArrayList<String>();
            if (body.contains("\"sql\":false")) {
                away.add("SQL");
            }
            if (body.contains("\"redis\":false")) {
                away.add("Redis");
            }
            var problems = new ArrayList<String>();
            if (!away.isEmpty()) {
                problems.add(String.join(" and ", away) + " does not answer it");
            }
            if (body.contains("\"clock\":false")) {
                problems.add("its clock is not Redis'");
            }
            return subject().broken("The server is not ready: %s.", String.join("; ", problems));
        }
        return subject().broken("%s/readyz answers %d, not as the server does.", plan.base(), reply.status());
    }

    private static Finding headers(Web.Reply page, Optional<Web.Reply> direct) {
        var problems = new ArrayList<String>();
        boolean unprotected = false;
        for (var wanted : WANTED) {
            var there = page.headers().allValues(wanted.name());
            var sent = direct.flatMap(it -> it.headers().firstValue(wanted.name()));
            var problem = problem(wanted, there, sent);
            problem.ifPresent(it -> problems.add(wanted.name() + " is " + it));
            unprotected |= wanted.name().equals(POLICY) && there.stream().noneMatch(it -> it.contains(wanted.part()));
        }
        if (problems.isEmpty()) {
            return Subject.HEADERS.fine("All %d protecting headers arrive, each once.", WANTED.size());
        }
        var found = String.join(", ", problems) + ".";
        return unprotected ? Subject.HEADERS.broken("%s", found) : Subject.HEADERS.warning("%s", found);
    }

    private static Optional<String> problem(Wanted wanted, List<String> there, Optional<String> sent) {
        if (there.isEmpty()) {
            return Optional.of("missing");
        }
        if (there.size() > 1) {
            return Optional.of("there %d times".formatted(there.size()));
        }
        boolean same =
                sent.map(it -> it.equals(there.getFirst())).orElseGet(() -> there.getFirst().contains(wanted.part()));
        return same ? Optional.empty() : Optional.of("not as the server sends it");
    }

    private static Finding hsts(Web.Reply page) {
        var there = page.headers().allValues("Strict-Transport-Security");
        if (there.isEmpty()) {
            return Subject.HSTS.warning("Strict-Transport-Security is missing.");
        }
        if (there.size() > 1) {
            return Subject.HSTS.warning("Strict-Transport-Security is there %d times.", there.size());
        }
        var seconds = maxAge(there.getFirst());
        return seconds.orElse(0) >= HALF_A_YEAR
                ? Subject.HSTS.fine("Browsers are told to use https:// for %d days.", seconds.getAsLong() / 86_400)
                : Subject.HSTS.warning("Strict-Transport-Security is for less than half a year.");
    }

    private static OptionalLong maxAge(String header) {
        var matcher = MAX_AGE.matcher(header);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** Only who stands in front says the time; the server's own replies carry none. */
    private static Optional<Finding> clock(Web.Reply reply, Instant now) {
        return reply.headers()
                .firstValue("Date")
                .flatMap(PagesCheck::parsed)
                .map(
                        said -> {
                            // The header has whole seconds: on average half of one is gone.
                            var apart = Duration.between(said.plusMillis(500), now).abs();
                            var found = "The clock behind the public address is %.1f s off ours.";
                            double seconds = apart.toMillis() / 1_000.0;
                            if (apart.compareTo(FAR_APART) > 0) {
                                return Subject.CLOCK_ADDRESS.broken(found, seconds);
                            }
                            return apart.compareTo(APART) > 0
                                    ? Subject.CLOCK_ADDRESS.warning(found, seconds)
                                    : Subject.CLOCK_ADDRESS.fine(found, seconds);
                        });
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
