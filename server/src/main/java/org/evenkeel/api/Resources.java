package org.evenkeel.api;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpHandler;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.identity.Visits;
import org.evenkeel.program.Access;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects resources while the API is put together: each with who may, and what it leaves in the audit log. One thread.
 */
final class Resources {

    /** Answers whoever asks, and tells the audit log who it was, where that comes out. */
    @FunctionalInterface
    interface ForAnybody {
        HttpReply handle(HttpCall call, Trace trace);
    }

    /** Answers a participant. */
    @FunctionalInterface
    interface ForVisitor {
        HttpReply handle(HttpCall call, Visits.Known visitor);
    }

    /** Answers a member of staff; whom it is about stands in the path, or it is about nobody. */
    @FunctionalInterface
    interface ForStaff {
        HttpReply handle(HttpCall call, StaffIdentity staff);
    }

    /** Answers a member of staff and tells the audit log whom it was about. */
    @FunctionalInterface
    interface Telling {
        HttpReply handle(HttpCall call, StaffIdentity staff, Trace trace);
    }

    private final Guard guard;
    private final List<Resource> all = new ArrayList<>();

    Resources(Guard guard) {
        this.guard = guard;
    }

    Resources anybody(Audits audits, String method, String path, ForAnybody handler) {
        return add(method, path, 0, new Rule.Anybody(), audits, guard.anybody(audits, handler));
    }

    Resources visitor(Audits audits, String method, String path, ForVisitor handler) {
        return add(method, path, 0, new Rule.Visitor(), audits, guard.visitor(audits, handler));
    }

    Resources underway(Audits audits, String method, String path, ForStaff handler) {
        return underway(audits, method, path, telling(handler));
    }

    Resources underway(Audits audits, String method, String path, Telling handler) {
        return add(method, path, 0, new Rule.Underway(), audits, guard.underway(audits, handler));
    }

    Resources signedIn(Audits audits, String method, String path, ForStaff handler) {
        return add(method, path, 0, new Rule.SignedIn(), audits, guard.staff(audits, _ -> {}, telling(handler)));
    }

    Resources reading(Access access, Audits audits, String path, ForStaff handler) {
        return reading(access, audits, path, telling(handler));
    }

    Resources reading(Access access, Audits audits, String path, Telling handler) {
        return allowed("GET", path, 0, new Rule.Allowed(Access.Action.READ, access), audits, handler);
    }

    Resources changing(Access access, Audits audits, String method, String path, ForStaff handler) {
        return changing(access, audits, method, path, 0, telling(handler));
    }

    Resources changing(Access access, Audits audits, String method, String path, Telling handler) {
        return changing(access, audits, method, path, 0, handler);
    }

    Resources changing(Access access, Audits audits, String method, String path, int bodyBytes, Telling handler) {
        return allowed(method, path, bodyBytes, new Rule.Allowed(Access.Action.CHANGE, access), audits, handler);
    }

    /** Something that is asked for by POST and needs no more than the right to read. */
    Resources asking(Access access, Audits audits, String path, ForStaff handler) {
        return allowed("POST", path, 0, new Rule.Allowed(Access.Action.READ, access), audits, telling(handler));
    }

    List<Resource> all() {
        return List.copyOf(all);
    }

    private static Telling telling(ForStaff handler) {
        return (call, staff, _) -> handler.handle(call, staff);
    }

    private Resources allowed(
            String method, String path, int bodyBytes, Rule.Allowed rule, Audits audits, Telling handler) {
        return add(
                method,
                path,
                bodyBytes,
                rule,
                audits,
                guard.staff(audits, caller -> caller.must(rule.action(), rule.access()), handler));
    }

    private Resources add(String method, String path, int bodyBytes, Rule rule, Audits audits, HttpHandler handler) {
        all.add(new Resource(method, path, bodyBytes, rule, audits, handler));
        return this;
    }
}
