package org.evenkeel.api;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpHandler;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.identity.TooManyTries;
import org.evenkeel.live.SessionKeys;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Stands before every handler: finds out who asks, checks the rule and the CSRF token, and turns every refusal into its
 * answer. What it does not know passes through: the edge answers that as a defect, and logs it.
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

    private final Identity identity;
    private final Json json;
    private final Predicate<RuntimeException> storeAway;

    /**
     * @param storeAway whether a failure means that the database does not answer now
     */
    Guard(Identity identity, Json json, Predicate<RuntimeException> storeAway) {
        this.identity = identity;
        this.json = json;
        this.storeAway = storeAway;
    }

    HttpHandler anybody(HttpHandler handler) {
        return call -> answered(() -> handler.handle(call));
    }

    HttpHandler visitor(Resources.ForVisitor handler) {
        return call ->
                answered(
                        () ->
                                handler.handle(
                                        call,
                                        call.bearer()
                                                .flatMap(identity.visits()::identify)
                                                .orElseThrow(() -> new ApiProblem(ApiCode.SIGNED_OUT))));
    }

    HttpHandler underway(Resources.ForStaff handler) {
        return call -> answered(() -> handler.handle(call, identify(call)));
    }

    /**
     * @param rule throws when the caller's roles do not allow it
     */
    HttpHandler staff(Consumer<Caller> rule, Resources.ForStaff handler) {
        return call ->
                answered(
                        () -> {
                            StaffIdentity staff = identify(call);
                            if (!staff.session().complete()) {
                                throw new ApiProblem(ApiCode.UNFINISHED_SIGN_IN);
                            }
                            rule.accept(staff.caller());
                            return handler.handle(call, staff);
                        });
    }

    private StaffIdentity identify(HttpCall call) {
        StaffIdentity staff =
                call.cookie(StaffCookie.NAME)
                        .flatMap(secret -> identity.sessions().identify(secret, call.header(PASSIVE_HEADER).isEmpty()))
                        .orElseThrow(() -> new ApiProblem(ApiCode.SIGNED_OUT));
        boolean safe = call.method().equals("GET");
        if (!safe && !staff.csrfIs(call.header(CSRF_HEADER).orElse(""))) {
            throw new ApiProblem(ApiCode.BAD_CSRF);
        }
        return staff;
    }

    private HttpReply answered(Supplier<HttpReply> handler) {
        try {
            return handler.get();
        } catch (ApiProblem problem) {
            return problem.reply(json);
        } catch (ProgramProblem problem) {
            return translated(problem).reply(json);
        } catch (TooManyTries refused) {
            return ApiProblem.tooFast(refused.until()).reply(json);
        } catch (StoreUnavailable _) {
            return new ApiProblem(ApiCode.UNAVAILABLE).reply(json);
        } catch (SessionKeys.KeyForgotten _) {
            return new ApiProblem(ApiCode.CLOSED).reply(json);
        } catch (RuntimeException failure) {
            if (storeAway.test(failure)) {
                return new ApiProblem(ApiCode.UNAVAILABLE).reply(json);
            }
            throw failure;
        }
    }

    private static ApiProblem translated(ProgramProblem problem) {
        String field = WIRE_FIELDS.getOrDefault(problem.field(), problem.field());
        return switch (problem.code()) {
            case NOT_ALLOWED ->
                    new ApiProblem(field.equals("secondFactor") ? ApiCode.NEEDS_SECOND_FACTOR : ApiCode.NOT_ALLOWED);
            case NOT_FOUND -> new ApiProblem(ApiCode.NOT_FOUND);
            case CONFLICT -> new ApiProblem(ApiCode.CHANGED_MEANWHILE);
            case CLOSED -> new ApiProblem(ApiCode.CLOSED);
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
