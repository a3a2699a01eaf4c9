package org.evenkeel.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at everything at a time, and waits for no look longer than it may take. */
public final class CheckRun {

    private record Begun(Check check, Thread thread, CompletableFuture<List<Finding>> findings, long at) {}

    private CheckRun() {}

    /** Looks at all that a plan asks for. Blocks, for as long as the slowest look may take. */
    public static CheckReport of(CheckPlan plan) throws InterruptedException {
        return run(Checks.of(plan), plan);
    }

    static CheckReport run(List<Check> checks, CheckPlan plan) throws InterruptedException {
        var begun = checks.stream().map(CheckRun::begin).toList();
        var findings = new ArrayList<Finding>();
        for (var each : begun) {
            await(each).stream().map(finding -> finding.acceptedFor(plan.accepted())).forEach(findings::add);
        }
        return CheckReport.of(plan.base().toString(), plan.clock().instant(), findings);
    }

    /**
     * Threads of the operating system: looking up a name and reading SQLite wait in native code, which would hold the
     * few carriers of virtual threads.
     */
    private static Begun begin(Check check) {
        var findings = new CompletableFuture<List<Finding>>();
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("check-" + check.subject().code())
                        .start(
                                () -> {
                                    try {
                                        findings.complete(check.look());
                                    } catch (Exception | LinkageError e) {
                                        findings.completeExceptionally(e);
                                    }
                                });
        return new Begun(check, thread, findings, System.nanoTime());
    }

    private static List<Finding> await(Begun begun) throws InterruptedException {
        var longest = begun.check().longest();
        long left = longest.toNanos() - (System.nanoTime() - begun.at());
        try {
            return begun.findings().get(Math.max(1, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            begun.thread().interrupt();
            return notSeen(
                    begun.check(), "The look took longer than %d s and was given up.".formatted(seconds(longest)));
        } catch (ExecutionException e) {
            // Of a failure nobody expected only its kind: its message may quote anything.
            var kind = e.getCause().getClass().getSimpleName();
            return notSeen(begun.check(), "The look itself failed (%s).".formatted(kind));
        }
    }

    private static long seconds(Duration longest) {
        return Math.max(1, longest.toSeconds());
    }

    private static List<Finding> notSeen(Check check, String found) {
        var step = "Run the check again as root; if it says the same, look at this part by hand.";
        return List.of(new Finding.Warning(check.subject(), found, step));
    }
}
