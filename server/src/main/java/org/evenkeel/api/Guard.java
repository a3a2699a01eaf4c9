package org.evenkeel.api;

import org.evenkeel.audit.AuditActor;
import org.evenkeel.audit.AuditEntry;
import org.evenkeel.audit.AuditWriter;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpHandler;
import org.evenkeel.edge.HttpRefusal;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.identity.TooManyTries;
import org.evenkeel.identity.Visits;
import org.evenkeel.live.SessionKeys;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stands before every handler: finds out who asks, checks the rule and the CSRF token, turns every refusal into its
 * answer, and writes the audit log's row before the answer goes out. What it does not know passes through: the edge
 * answers that as a defect, and logs it.
 */
final class Guard {

    /** A page that asks by itself, at intervals, says so: else an open page would never be idle. */
    private static final String PASSIVE_HEADER = "x-evenkeel-passive";

    private static final String CSRF_HEADER = "x-evenkeel-csrf";

    /** Fields whose name in the program differs from the one on the wire. */
    private static final Map<String, String> WIRE_FIELDS =
            Map.of("loginName", "signInName", "displayName", "name", "zone", "timeZone");

    /** Fields of which nothing more is said than that they are not right. */
    private static final Set<String> PROOFS = Set.of("proof", "oldPassword");

    /** What has a code of its own, by what the program names beside its refusal. */
    private static final Map<String, ApiCode> OWN_CODES =
            Map.of(
                    "secondFactor", ApiCode.NEEDS_SECOND_FACTOR,
                    "ownEmergency", ApiCode.OWN_EMERGENCY,
                    "openEmergency", ApiCode.EMERGENCY_OPEN,
                    "emergency", ApiCode.EMERGENCY_OVER);

    private final Identity identity;
    private final Json json;
    private final Predicate<RuntimeException> storeAway;
    private final ApiRates rates;
    private final AuditWriter audit;
    private final InstantSource clock;

    Guard(ApiParts parts, Json json) {
        this.identity = parts.identity();
        this.json = json;
        this.storeAway = parts.storeAway();
        this.rates = parts.rates();
        this.audit = parts.audit();
        this.clock = parts.clock();
    }

    HttpHandler anybody(Audits audits, Resources.ForAnybody handler) {
        return call -> answered(new Trace(audits, call), trace -> handler.handle(call, trace));
    }

    HttpHandler visitor(Audits audits, Resources.ForVisitor handler) {
        return call ->
                answered(
                        new Trace(audits, call),
                        trace -> {
                            Visits.Known visitor =
                                    call.bearer()
                                            .flatMap(identity.visits()::identify)
                                            .orElseThrow(() -> new ApiProblem(ApiCode.SIGNED_OUT));
                            PersonId person = visitor.participant().id();
                            trace.about(person).by(AuditActor.participant(person));
                            return handler.handle(call, visitor);
                        });
    }

    HttpHandler underway(Audits audits, Resources.Telling handler) {
        return call -> answered(new Trace(audits, call), trace -> handler.handle(call, identify(call, trace), trace));
    }

    /**
     * @param rule throws when the caller's roles do not allow it
     */
    HttpHandler staff(Audits audits, Consumer<Caller> rule, Resources.Telling handler) {
        return call ->
                answered(
                        new Trace(audits, call),
                        trace -> {
                            StaffIdentity staff = identify(call, trace);
                            if (!staff.session().complete()) {
                                throw new ApiProblem(ApiCode.UNFINISHED_SIGN_IN);
                            }
                            rule.accept(staff.caller());
                            return handler.handle(call, staff, trace);
                        });
    }

    private StaffIdentity identify(HttpCall call, Trace trace) {
        StaffIdentity staff =
                call.cookie(StaffCookie.NAME)
                        .flatMap(secret -> identity.sessions().identify(secret, call.header(PASSIVE_HEADER).isEmpty()))
                        .orElseThrow(() -> new ApiProblem(ApiCode.SIGNED_OUT));
        trace.by(AuditActor.staff(staff.member().id(), staff.member().roles()));
        boolean safe = call.method().equals("GET");
        if (!safe && !staff.csrfIs(call.header(CSRF_HEADER).orElse(""))) {
            throw new ApiProblem(ApiCode.BAD_CSRF);
        }
        return staff;
    }

    private HttpReply answered(Trace trace, Function<Trace, HttpReply> handler) {
        try {
            HttpReply reply = handler.apply(trace);
            trace.entry(clock.millis(), Optional.empty()).ifPresent(audit::record);
            return reply;
        } catch (HttpRefusal refusal) {
            trace.entry(clock.millis(), Optional.of(ApiCode.BAD_REQUEST)).ifPresent(this::recordIfPossible);
            throw refusal;
        } catch (RuntimeException failure) {
            ApiProblem problem = problem(failure).orElseThrow(() -> failure);
            return recorded(trace, problem).reply(json);
        }
    }

    /** A refusal whose row cannot be written is answered as what it then is: the database is away. */
    private ApiProblem recorded(Trace trace, ApiProblem problem) {
        Optional<AuditEntry> entry = trace.entry(clock.millis(), Optional.of(problem.code()));
        return entry.map(this::recordIfPossible).orElse(true) ? problem : new ApiProblem(ApiCode.UNAVAILABLE);
    }

    private boolean recordIfPossible(AuditEntry entry) {
        try {
            audit.record(entry);
            return true;
        } catch (RuntimeException failure) {
            if (storeAway.test(failure)) {
                return false;
            }
            throw failure;
        }
    }

    private Optional<ApiProblem> problem(RuntimeException failure) {
        return switch (failure) {
            case ApiProblem problem -> Optional.of(problem);
            case ProgramProblem problem -> Optional.of(translated(problem));
            case TooManyTries refused -> Optional.of(rates.tooEarly(refused));
            case StoreUnavailable _ -> Optional.of(new ApiProblem(ApiCode.UNAVAILABLE));
            case SessionKeys.KeyForgotten _ -> Optional.of(new ApiProblem(ApiCode.CLOSED));
            default -> storeAway.test(failure) ? Optional.of(new ApiProblem(ApiCode.UNAVAILABLE)) : Optional.empty();
        };
    }

    private static ApiProblem translated(ProgramProblem problem) {
        String field = WIRE_FIELDS.getOrDefault(problem.field(), problem.field());
        return switch (problem.code()) {
            case NOT_ALLOWED -> new ApiProblem(OWN_CODES.getOrDefault(field, ApiCode.NOT_ALLOWED));
            case NOT_FOUND -> new ApiProblem(ApiCode.NOT_FOUND);
            case CONFLICT -> new ApiProblem(OWN_CODES.getOrDefault(field, ApiCode.CHANGED_MEANWHILE));
            case CLOSED -> new ApiProblem(OWN_CODES.getOrDefault(field, ApiCode.CLOSED));
            case TAKEN -> taken(field);
            case BAD_VALUE ->
                    PROOFS.contains(field)
                            ? new ApiProblem(ApiCode.BAD_PROOF)
                            : ApiProblem.ofField(field, Sentences.of(problem.code()));
            case MISSING, TOO_LONG, INACTIVE -> ApiProblem.ofField(field, Sentences.of(problem.code()));
        };
    }

    /** A form shows a taken sign-in name beside the field; every other taken thing is one field among many. */
    private static ApiProblem taken(String field) {
        return field.equals("signInName")
                ? ApiProblem.nameTaken(field)
                : ApiProblem.ofField(field, Sentences.of(ProgramProblem.Code.TAKEN));
    }
}
