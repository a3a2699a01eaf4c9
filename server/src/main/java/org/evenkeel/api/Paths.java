package org.evenkeel.api;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.program.GroupId;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/** Ids and dates that stand in a request's address. What cannot be an id names nothing. */
final class Paths {

    private Paths() {}

    static SessionId session(HttpCall call) {
        return id(call, "id", SessionId::new);
    }

    static PersonId person(HttpCall call) {
        return id(call, "id", PersonId::new);
    }

    static GroupId group(HttpCall call) {
        return id(call, "id", GroupId::new);
    }

    static MemberId member(HttpCall call) {
        return id(call, "member", MemberId::new);
    }

    /**
     * A date of the query, like 2026-11-17.
     *
     * @throws ApiProblem {@code bad_field} when it is no date
     */
    static Optional<LocalDate> date(HttpCall call, String name) {
        try {
            return call.query(name).map(LocalDate::parse).filter(Paths::possible);
        } catch (DateTimeException _) {
            throw ApiProblem.ofField(name);
        }
    }

    /** An id out of a body. */
    static <T> T id(String field, String value, Function<String, T> maker) {
        try {
            return maker.apply(value);
        } catch (IllegalArgumentException _) {
            throw ApiProblem.ofField(field);
        }
    }

    private static <T> T id(HttpCall call, String part, Function<String, T> maker) {
        try {
            return maker.apply(call.parameter(part));
        } catch (IllegalArgumentException _) {
            throw new ApiProblem(ApiCode.NOT_FOUND);
        }
    }

    private static boolean possible(LocalDate date) {
        if (date.getYear() < 2000 || date.getYear() > 2200) {
            throw new DateTimeException("far from any session");
        }
        return true;
    }
}
