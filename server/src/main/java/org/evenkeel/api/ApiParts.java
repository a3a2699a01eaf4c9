package org.evenkeel.api;

import org.evenkeel.audit.AuditWriter;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.IdentityLimits;
import org.evenkeel.live.MemberIds;
import org.evenkeel.live.Rooms;
import org.evenkeel.program.Clinic;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.record.Seals;
import org.evenkeel.retention.Retention;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the resources are made of.
 *
 * @param clinic standing facts
 * @param identity sign-ins, links, visits, tickets
 * @param limits the same as identity's: the cookie lives as long as a sign-in at most
 * @param rooms live rooms
 * @param memberIds ids of members
 * @param attendance the attendance record
 * @param seals tells which sessions are signed
 * @param audit what each call leaves behind
 * @param retention legal holds
 * @param rates how often somebody may try to get in
 * @param clock the server's clock
 * @param publicAddress under which participants reach this server, like {@code https://host}, without a slash at its
 *     end; empty means as the request did that asks for a link
 * @param system how the server itself stands
 * @param storeAway whether a failure means that the database does not answer now: answered with 503, not as a defect
 */
public record ApiParts(
        Clinic clinic,
        Identity identity,
        IdentityLimits limits,
        Rooms rooms,
        MemberIds memberIds,
        AttendanceBook attendance,
        Seals seals,
        AuditWriter audit,
        Retention retention,
        ApiRates rates,
        InstantSource clock,
        Optional<String> publicAddress,
        SystemView system,
        Predicate<RuntimeException> storeAway) {
    public ApiParts {
        Objects.requireNonNull(clinic, "clinic");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(rooms, "rooms");
        Objects.requireNonNull(memberIds, "memberIds");
        Objects.requireNonNull(attendance, "attendance");
        Objects.requireNonNull(seals, "seals");
        Objects.requireNonNull(audit, "audit");
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(rates, "rates");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(publicAddress, "publicAddress");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(storeAway, "storeAway");
    }
}
