package org.evenkeel.record;

import org.evenkeel.attendance.AttendancePolicy;
import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.RosterEntry;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.attendance.SessionPlan;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.SessionId;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a seal's hash is taken of: plan, policy, ledger rows, corrections, result and the seal before, as canonical
 * lines. Ids only, no names, and reasons only as hashes. Format 1; a later one will say so in its first line and this
 * one stays readable.
 *
 * @param head number, session, revision, signer, time, why (hashed) and previous hash, as lines
 * @param plan who was expected, as sealed
 * @param policy the rules, as sealed
 * @param facts ledger rows, as lines
 * @param corrections corrections and amendments, as lines
 * @param result the computed attendance, as lines
 */
record SealDocument(
        List<String> head,
        SessionPlan plan,
        AttendancePolicy policy,
        List<String> facts,
        List<String> corrections,
        List<String> result) {

    private static final String FORMAT = CanonicalText.line("evenkeel-attendance-seal", 1);

    SealDocument {
        head = List.copyOf(head);
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(policy, "policy");
        facts = List.copyOf(facts);
        corrections = List.copyOf(corrections);
        result = List.copyOf(result);
    }

    /** The seal's own columns as lines: what stands in the document must agree with what stands beside it. */
    static List<String> head(
            long number, SessionId session, int revision, PersonId signer, long signedAt, String why, String previous) {
        return List.of(
                FORMAT,
                CanonicalText.line("seal", number, session, revision),
                CanonicalText.line("signed", signer, signedAt, CanonicalText.sha256(why)),
                CanonicalText.line("previous", previous));
    }

    static SealDocument of(
            List<String> head,
            SessionPlan plan,
            AttendancePolicy policy,
            List<LedgerFact> facts,
            List<Correction> corrections,
            SessionAttendance result) {
        return new SealDocument(
                head,
                plan,
                policy,
                facts.stream().sorted().map(FactText::line).toList(),
                CorrectionText.lines(corrections),
                ResultText.lines(result));
    }

    byte[] bytes() {
        List<String> lines = new ArrayList<>(head);
        lines.add(CanonicalText.line("plan", plan.session(), plan.kind(), plan.scheduledStart(), plan.scheduledEnd()));
        plan.roster()
                .forEach(
                        entry ->
                                lines.add(
                                        CanonicalText.line(
                                                "roster", entry.person(), entry.role(), entry.credentialed())));
        lines.add(PolicyText.line(policy));
        lines.addAll(facts);
        lines.addAll(corrections);
        lines.addAll(result);
        return CanonicalText.bytes(lines);
    }

    /**
     * Reads what {@link #bytes()} wrote.
     *
     * @throws IllegalArgumentException when these bytes are no seal document of a known format
     */
    static SealDocument read(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() < 6 || !lines.getFirst().equals(FORMAT)) {
            throw new IllegalArgumentException("not a seal document of a known format");
        }
        try {
            SealDocument document =
                    new SealDocument(
                            lines.subList(0, 4),
                            plan(lines),
                            PolicyText.read(CanonicalText.fields(only(lines, PolicyText.TAG))),
                            tagged(lines, FactText.TAG::equals),
                            tagged(
                                    lines,
                                    tag ->
                                            tag.equals(CorrectionText.CORRECTION)
                                                    || tag.equals(CorrectionText.AMENDMENT)),
                            lines.stream().filter(ResultText::isResult).toList());
            document.facts.forEach(FactText::key);
            document.corrections.forEach(CorrectionText::number);
            return document;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("a damaged seal document", e);
        }
    }

    private static SessionPlan plan(List<String> lines) {
        List<String> plan = CanonicalText.fields(only(lines, "plan"));
        return new SessionPlan(
                new SessionId(plan.get(1)),
                RoomKind.valueOf(plan.get(2)),
                Long.parseLong(plan.get(3)),
                Long.parseLong(plan.get(4)),
                tagged(lines, "roster"::equals).stream()
                        .map(CanonicalText::fields)
                        .map(
                                entry ->
                                        new RosterEntry(
                                                new PersonId(entry.get(1)),
                                                Role.valueOf(entry.get(2)),
                                                Boolean.parseBoolean(entry.get(3))))
                        .toList());
    }

    private static String only(List<String> lines, String tag) {
        return tagged(lines, tag::equals).getFirst();
    }

    private static List<String> tagged(List<String> lines, Predicate<String> tag) {
        return lines.stream().filter(line -> tag.test(CanonicalText.fields(line).getFirst())).toList();
    }
}
