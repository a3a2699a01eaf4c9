package org.evenkeel.record;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.attendance.SessionAttendance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One seal against what is recorded of its session now. Used once; one thread. */
final class SealCheck {

    private final Seal seal;
    private final SheetReader.Recorded recorded;
    private final boolean last;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param last whether this is the seal that holds: only then is what it does not cover unsealed
     */
    SealCheck(Seal seal, SheetReader.Recorded recorded, boolean last) {
        this.seal = seal;
        this.recorded = recorded;
        this.last = last;
    }

    List<Finding> findings() {
        Optional<SealDocument> document = document();
        if (document.isEmpty() || !agrees(document.get())) {
            found(Finding.Kind.SEAL_BROKEN, "seal " + seal.number());
        }
        document.ifPresent(
                text -> {
                    rows(text);
                    corrections(text);
                    result(text);
                });
        return findings;
    }

    private Optional<SealDocument> document() {
        try {
            return Optional.of(SealDocument.read(seal.document()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean agrees(SealDocument sealed) {
        return CanonicalText.sha256(seal.document()).equals(seal.hash())
                && sealed.head()
                        .equals(
                                SealDocument.head(
                                        seal.number(),
                                        seal.session(),
                                        seal.revision(),
                                        seal.signer(),
                                        seal.signedAt(),
                                        seal.why(),
                                        seal.previous()));
    }

    private void rows(SealDocument sealed) {
        TreeMap<LedgerFact.Key, String> then = index(sealed.facts(), FactText::key);
        Map<LedgerFact.Key, String> now = index(recorded.facts().stream().map(FactText::line).toList(), FactText::key);
        then.forEach(
                (key, line) ->
                        differs(line, now.get(key), Finding.Kind.ROW_CHANGED, Finding.Kind.ROW_REMOVED, "row " + key));
        if (!last) {
            return;
        }
        now.keySet().stream()
                .filter(key -> !then.containsKey(key))
                .forEach(
                        key -> {
                            boolean among = !then.isEmpty() && key.compareTo(then.lastKey()) < 0;
                            found(among ? Finding.Kind.ROW_ADDED : Finding.Kind.UNSEALED_FACT, "row " + key);
                        });
    }

    private void corrections(SealDocument sealed) {
        Map<Integer, String> then = index(sealed.corrections(), CorrectionText::number);
        Map<Integer, String> now = index(CorrectionText.lines(recorded.corrections()), CorrectionText::number);
        then.forEach(
                (number, line) ->
                        differs(
                                line,
                                now.get(number),
                                Finding.Kind.CORRECTION_CHANGED,
                                Finding.Kind.CORRECTION_REMOVED,
                                "correction " + number));
        if (last) {
            now.keySet().stream()
                    .filter(number -> !then.containsKey(number))
                    .forEach(number -> found(Finding.Kind.UNSEALED_CORRECTION, "correction " + number));
        }
    }

    private void differs(String then, String now, Finding.Kind changed, Finding.Kind removed, String subject) {
        if (now == null) {
            found(removed, subject);
        } else if (!now.equals(then)) {
            found(changed, subject);
        }
    }

    private void result(SealDocument sealed) {
        SheetReader.Recorded held = recorded.within(sealed);
        SessionAttendance again =
                Reckoning.of(sealed.plan(), sealed.policy(), held.facts(), held.corrections(), OptionalLong.empty());
        List<String> now = ResultText.lines(again);
        Set<String> subjects = new LinkedHashSet<>();
        sealed.result().stream().filter(line -> !now.contains(line)).map(SealCheck::subject).forEach(subjects::add);
        now.stream().filter(line -> !sealed.result().contains(line)).map(SealCheck::subject).forEach(subjects::add);
        subjects.forEach(subject -> found(Finding.Kind.RESULT_DIFFERS, subject));
    }

    private static String subject(String line) {
        List<String> fields = CanonicalText.fields(line);
        return switch (fields.getFirst()) {
            case "person", "segment", "uncounted" -> "person " + fields.get(1);
            default -> "session";
        };
    }

    private static <K> TreeMap<K, String> index(List<String> lines, Function<String, K> key) {
        TreeMap<K, String> index = new TreeMap<>();
        lines.forEach(line -> index.put(key.apply(line), line));
        return index;
    }

    private void found(Finding.Kind kind, String subject) {
        findings.add(new Finding(kind, Optional.of(seal.session()), subject));
    }
}
