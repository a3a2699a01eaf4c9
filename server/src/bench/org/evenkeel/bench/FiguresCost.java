package org.evenkeel.bench;

import org.evenkeel.live.Answer;
import org.evenkeel.live.Position;
import org.evenkeel.metrics.Meters;
import org.evenkeel.room.RoomCommand;

import java.io.PrintStream;
import java.util.Arrays;

/**
 * What counting costs where it happens, in nanoseconds: a command's answer, and a flush of a room's frames, each with
 * the clock that it reads. The middle one of nine rounds of two million, after three that only warm up. Run it with the
 * class path that deploy/bench.sh uses.
 */
public final class FiguresCost {

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 9;
    private static final int TIMES = 2_000_000;

    private FiguresCost() {}

    /** Prints both. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        try (var meters = new Meters("bench")) {
            var done = new Answer.Done(new Position(1, 1));
            var commands = meters.commands();
            var edge = meters.edge();
            out.printf(
                    "a command's answer %.0f ns%n",
                    middle(since -> commands.answered(RoomCommand.RaiseHand.class, done, System.nanoTime() - since)));
            out.printf(
                    "a flush of a room's frames %.0f ns%n", middle(since -> edge.fannedOut(System.nanoTime() - since)));
        }
    }

    private interface Counting {
        void count(long since);
    }

    private static double middle(Counting what) {
        double[] rounds = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            for (int i = 0; i < TIMES; i++) {
                what.count(System.nanoTime());
            }
            if (round >= 0) {
                rounds[round] = (System.nanoTime() - begun) / (double) TIMES;
            }
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }
}
